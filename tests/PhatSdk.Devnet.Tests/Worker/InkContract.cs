using System.Text.Json;
using PhatSdk.Primitives;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Devnet.Tests.Worker;

/// <summary>One of our contracts: its code, its selectors, and what its messages return.</summary>
internal sealed class InkContract
{
    private readonly Dictionary<string, byte[]> _selectors = [];

    public InkContract(string name)
    {
        Name = name;
        Code = File.ReadAllBytes(Fixtures.Contract($"{name}/{name}.wasm"));
        using JsonDocument abi = JsonDocument.Parse(File.ReadAllBytes(Fixtures.Contract($"{name}/{name}.json")));
        JsonElement spec = abi.RootElement.GetProperty("spec");
        foreach (string kind in (string[])["constructors", "messages"])
        {
            foreach (JsonElement item in spec.GetProperty(kind).EnumerateArray())
            {
                _selectors[item.GetProperty("label").GetString()!] = Hex.Parse(item.GetProperty("selector").GetString());
            }
        }
    }

    public string Name { get; }

    public byte[] Code { get; }

    public byte[] Input(string label, ReadOnlySpan<byte> arguments = default) => [.. _selectors[label], .. arguments];

    /// <summary>What a message returned: the bytes after ink!'s own <c>Ok</c>.</summary>
    public static ReadOnlyMemory<byte> Returned(ReadOnlyMemory<byte> result)
    {
        ScaleReader reader = new(result.Span);
        Skip(ref reader);
        Assert.That(reader.ReadResultTag(), Is.True, () => $"the call failed: {Hex.Format(result.Span)}");
        reader.ReadUInt32();
        ReadOnlySpan<byte> data = reader.ReadBytes();
        Assert.That(data[0], Is.Zero, "ink! could not read the input");
        return data[1..].ToArray();
    }

    /// <summary>Whether a call ended with a dispatch error.</summary>
    public static bool HasFailed(ReadOnlyMemory<byte> result)
    {
        ScaleReader reader = new(result.Span);
        Skip(ref reader);
        return !reader.ReadResultTag();
    }

    public static byte[] Text(string text) => ScaleCodec.Encode(text, static (ref writer, text) => writer.WriteString(text));

    public static byte[] Bytes(ReadOnlyMemory<byte> bytes) => ScaleCodec.Encode(bytes, static (ref writer, bytes) => writer.WriteBytes(bytes.Span));

    public static byte[] Number(ulong number) => ScaleCodec.Encode(number, static (ref writer, number) => writer.WriteUInt64(number));

    public static byte[] Number(UInt128 number) => ScaleCodec.Encode(number, static (ref writer, number) => writer.WriteUInt128(number));

    private static void Skip(ref ScaleReader reader)
    {
        for (int i = 0; i < 4; i++)
        {
            reader.ReadCompactUInt64();
        }

        reader.ReadByte();
        reader.ReadUInt128();
        reader.ReadBytes();
    }
}
