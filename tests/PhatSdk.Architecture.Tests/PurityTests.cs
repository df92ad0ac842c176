namespace PhatSdk.Architecture.Tests;

/// <summary>Bytes in, values out: the pure floors know no tasks, files, streams or sockets.</summary>
public sealed class PurityTests
{
    private static readonly string[] PureFloors = ["PhatSdk", "PhatSdk.Scale", "PhatSdk.Primitives", "PhatSdk.Crypto", "PhatSdk.Metadata"];

    private static readonly string[] Effects = ["System.Threading.Tasks", "System.IO", "System.Net", "System.Net.Http", "System.Net.Sockets", "System.Net.WebSockets"];

    /// <summary>Text in memory is no file.</summary>
    private static readonly string[] Harmless = ["System.IO.StringReader", "System.IO.StringWriter", "System.IO.TextReader", "System.IO.TextWriter"];

    /// <summary>A signer may be a device, so signing is awaited.</summary>
    private static readonly string[] Signers = ["PhatSdk.Crypto.ISigner", "PhatSdk.Crypto.IPayloadSigner", "PhatSdk.Crypto.Keypair"];

    [Test]
    public void PureFloorsHaveNoEffects()
    {
        IEnumerable<Edge> effects = Assemblies.All
            .SelectMany(name => NamespaceWalk.Edges(Assemblies.PathOf(name)))
            .Where(edge => IsPure(edge.From) && Effects.Contains(edge.To) && !Harmless.Contains(edge.Target) && !Signers.Contains(edge.Source));
        Assert.That(effects, Is.Empty);
    }

    [Test]
    public void SignersAreSeenByTheWalk()
    {
        IEnumerable<string> sources = NamespaceWalk.Edges(Assemblies.PathOf("PhatSdk.Abstractions"))
            .Where(edge => edge.To == "System.Threading.Tasks")
            .Select(edge => edge.Source);
        Assert.That(sources, Does.Contain("PhatSdk.Crypto.ISigner"));
    }

    private static bool IsPure(string space) =>
        PureFloors.Any(floor => space == floor || (floor != "PhatSdk" && space.StartsWith(floor + ".", StringComparison.Ordinal)));
}
