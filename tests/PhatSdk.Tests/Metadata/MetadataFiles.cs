using PhatSdk.TestKit;

namespace PhatSdk.Tests.Metadata;

internal static class MetadataFiles
{
    /// <summary>Third parties' metadata, not part of the repository.</summary>
    public static IReadOnlyList<string> ThirdParties { get; } =
    [
        "dedot-pba.v14", "dedot-pba.v15", "khala_v14", "kusama_v14", "moonbase-4300.v14", "moonbase-4300.v15", "moonbase-4300.v16", "polkadot_v15", "shibuya-118.v14", "shibuya-118.v15-unstable-prefinal",
        "substrate_contracts_node_v14", "substrate_v14", "substrate_v15", "substrate_v16", "westend-1015000.v14", "westend-1015000.v15",
    ];

    public static byte[] Ours(string name) => File.ReadAllBytes(Path.Combine(Fixtures.Root, "runtime", "artifacts", name + ".scale"));

    /// <summary>Ours or a third party's, which may be absent: then the test is ignored.</summary>
    public static byte[] Read(string name) =>
        name.StartsWith("phat-", StringComparison.Ordinal) ? Ours(name) : File.ReadAllBytes(Fixtures.ThirdParty($"metadata/{name}.scale"));
}
