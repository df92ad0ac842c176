using PhatSdk.TestKit;

namespace PhatSdk.SourceGenerator.Tests.Emission;

public sealed class CompilationTests
{
    private static readonly string[] Contracts =
    [
        "flipper/flipper.contract", "flipper/ink5/flipper.contract", "host_probe/host_probe.contract", "host_probe/ink5/host_probe.contract",
        "phat_system/phat_system.contract", "phat_token/phat_token.contract", "pink_probe/pink_probe.contract", "psp22/psp22.contract",
        "psp22/ink5/psp22.contract", "psp34/psp34.contract", "psp37/psp37.contract", "stake_driver/stake_driver.contract",
        "type_zoo/type_zoo.contract", "type_zoo/ink5/type_zoo.contract", "type_zoo/type_zoo.json",
    ];

    private static readonly string[] ThirdParty = ["phala_check_system_v4.json", "phala_system_v4.json", "psp22_papi_v5.json", "psp22_v5.json"];

    [TestCaseSource(nameof(Contracts))]
    public void EveryContractCompilesWithoutWarnings(string file) => Compile(Fixtures.Contract(file));

    [TestCaseSource(nameof(ThirdParty))]
    public void ContractsOfOthersCompileWithoutWarnings(string file) => Compile(Fixtures.ThirdParty("abi/" + file));

    private static void Compile(string path)
    {
        string name = Path.GetFileName(path);
        GeneratorRun.Create(
            $"""
            namespace Consumer;

            /// <summary>A contract.</summary>
            [PhatSdk.Contracts.InkContract("{name}")]
            public partial class Client;
            """,
            new MemoryText($"/project/{name}", File.ReadAllText(path))).AssertCompiles();
    }
}
