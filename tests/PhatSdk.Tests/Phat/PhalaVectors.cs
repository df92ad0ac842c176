using System.Text.Json;
using PhatSdk.Primitives;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Phat;

/// <summary><c>tests/Fixtures/phala.json</c>, made with polkadot-js and wasm-crypto.</summary>
internal static class PhalaVectors
{
    private static readonly JsonDocument Document = JsonDocument.Parse(File.ReadAllText(Fixtures.Path("phala.json")));

    public static byte[] Bytes(string name) => Hex.Parse(Document.RootElement.GetProperty(name).GetString());

    public static int Number(string name) => Document.RootElement.GetProperty(name).GetInt32();

    public static string Text(string name) => Document.RootElement.GetProperty(name).GetString()!;
}
