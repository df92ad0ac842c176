using Microsoft.CodeAnalysis;

namespace PhatSdk.SourceGenerator.Tests.Emission;

/// <summary>Names of Rust that C# has other uses for.</summary>
public sealed class NamingTests
{
    [Test]
    public void MessagesOfOneLabelInSeveralTraitsKeepTheTraitsName()
    {
        GeneratorRun run = new SmallAbi().Message("PSP22::transfer").Message("PSP34::transfer").Message("PSP22::balance_of").Run();

        run.AssertCompiles();
        Assert.That(Methods(run), Is.SupersetOf(new[] { "PSP22TransferAsync", "PSP34TransferAsync", "BalanceOfAsync" }));
    }

    [Test]
    public void MessagesThatWouldBeCalledAsOthersGetNumbers()
    {
        GeneratorRun run = new SmallAbi().Message("set", 0, mutates: true).Message("estimate_set").Message("call").Message("create").Message("get_type").Run();

        run.AssertCompiles();
        Assert.That(Methods(run), Is.SupersetOf(new[] { "SetAsync", "EstimateSetAsync", "EstimateSetAsync2", "CallAsync2", "CreateAsync", "GetTypeMessageAsync" }));
    }

    [Test]
    public void ArgumentsNamedAsKeywordsOrAsTheMethodsOwn() =>
        new SmallAbi()
            .Message("one", ("event", 0), ("class", 0), ("options", 0), ("signer", 0), ("cancellation_token", 0), ("value", 0), ("_", 0), ("r#type", 0))
            .Message("two", 0, mutates: true, ("selector", 0), ("label", 0), ("two", 0), ("is_payable", 0), ("to_string", 0), ("get_hash_code", 0), ("a", 0), ("A", 0))
            .Run().AssertCompiles();

    [Test]
    public void TypesNamedAsMembersOrAsTheClassOrAsEachOther()
    {
        SmallAbi abi = new();
        foreach (string name in new[] { "Small", "Messages", "Events", "Code", "EnumCodec", "String", "System", "PhatSdk" })
        {
            abi.Type($$$"""{ "path": ["a", "{{{name}}}"], "def": { "composite": { "fields": [ { "name": "small", "type": 2 }, { "name": "{{{name}}}", "type": 2 } ] } } }""");
        }

        abi.Type("""{ "path": ["first", "Error"], "def": { "variant": { "variants": [ { "name": "Error", "index": 0 } ] } } }""");
        abi.Type("""{ "path": ["second", "Error"], "def": { "variant": { "variants": [ { "name": "Error", "index": 0, "fields": [ { "type": 0 } ] }, { "name": "Decode", "index": 1, "fields": [ { "name": "error", "type": 12 }, { "name": "decode", "type": 0 } ] } ] } } }""");
        GeneratorRun run = abi.Message("all", [.. Enumerable.Range(3, 10).Select(id => ($"a{id}", id))]).Run();

        run.AssertCompiles();
        Assert.That(
            Client(run).GetTypeMembers().Select(type => type.Name),
            Is.SupersetOf(new[] { "SmallType", "MessagesType", "String", "FirstError", "SecondError" }));
    }

    [Test]
    public void DocumentationAndLabelsCannotBreakOut()
    {
        SmallAbi abi = new SmallAbi().Message("x\"; } */ </summary>\n#error no", ("y\u2028<z>", 0));
        abi.Document["spec"]!["messages"]![1]!["docs"] = new Newtonsoft.Json.Linq.JArray("</summary> & `a < b` \u0000 \ud800", "", "# Errors\r\n#error no", "", "`open");
        abi.Document["contract"]!["name"] = "--> \" \n #error";
        abi.Run().AssertCompiles();
    }

    [Test]
    public void TuplesOfUpToTwelveElements()
    {
        SmallAbi abi = new();
        for (int count = 1; count <= 12; count++)
        {
            abi.Type($$"""{ "def": { "tuple": [{{string.Join(", ", Enumerable.Repeat(2, count))}}] } }""");
        }

        abi.Message("all", 14, mutates: false, [.. Enumerable.Range(3, 12).Select(id => ($"a{id}", id))]).Run().AssertCompiles();
    }

    [Test]
    public void MapsWithoutComparableKeysAreListsOfPairs() =>
        new SmallAbi()
            .Type("""{ "def": { "sequence": { "type": 0 } } }""")
            .Type("""{ "def": { "tuple": [3, 2] } }""")
            .Type("""{ "def": { "sequence": { "type": 4 } } }""")
            .Type("""{ "path": ["BTreeMap"], "def": { "composite": { "fields": [ { "type": 5 } ] } } }""")
            .Message("get_map", 6, mutates: false, ("map", 6)).Run().AssertCompiles();

    [Test]
    public void AHugeEnumAndAnEmptyOne()
    {
        string variants = string.Join(", ", Enumerable.Range(0, 256).Select(i => $$"""{ "name": "Variant{{i}}", "index": {{i}} }"""));
        new SmallAbi()
            .Type($$"""{ "path": ["a", "HugeUnion"], "def": { "variant": { "variants": [ {{variants.Replace("\"index\": 255", "\"index\": 255, \"fields\": [ { \"type\": 0 } ]", StringComparison.Ordinal)}} ] } } }""")
            .Type($$"""{ "path": ["a", "Huge"], "def": { "variant": { "variants": [ {{variants}} ] } } }""")
            .Type("""{ "path": ["a", "Never"], "def": { "variant": {} } }""")
            .Message("both", ("union", 3), ("huge", 4), ("never", 5)).Run().AssertCompiles();
    }

    [Test]
    public void EventsNamedAnonymousOrAsTheirMembers() =>
        new SmallAbi()
            .Event("Label", "0x" + new string('a', 64), ("label", 0), ("signature_topic", 0), ("try_decode", 0))
            .Event("Anonymous", null, ("value", 2))
            .Event("Events", "0x" + new string('b', 64)).Run().AssertCompiles();

    [TestCase("public sealed partial class Small;")]
    [TestCase("internal partial class Small;")]
    [TestCase("public partial class Outer<T> { public partial class Inner; } public partial class Small;")]
    [TestCase("public partial class Small { public int Own => 1; }")]
    [TestCase("public partial class @event { }")]
    public void ClassesOfSeveralShapes(string declaration) => new SmallAbi().Message("set", 0, mutates: true).Run(declaration.Contains("Outer", StringComparison.Ordinal) ? "public partial class Small;" : declaration).AssertCompiles(warnings: false);

    [Test]
    public void ClassesInClassesAndWithoutNamespace()
    {
        GeneratorRun.Create(
            "public static partial class Outer { public partial record struct Middle { [PhatSdk.Contracts.InkContract(\"small.json\")] public partial class Small; } }",
            new SmallAbi().Event("E", null).ToFile()).AssertCompiles(warnings: false);
    }

    private static INamedTypeSymbol Client(GeneratorRun run) => run.Compilation.GetTypeByMetadataName("Consumer.Small")!;

    private static IEnumerable<string> Methods(GeneratorRun run) => Client(run).GetMembers().OfType<IMethodSymbol>().Select(method => method.Name);
}
