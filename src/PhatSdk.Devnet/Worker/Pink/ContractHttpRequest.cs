using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>A contract's HTTP request: <c>HttpRequest</c> of the <c>pink</c> crate.</summary>
internal sealed record ContractHttpRequest(
    string Url,
    string Method,
    IReadOnlyList<(string Name, string Value)> Headers,
    ReadOnlyMemory<byte> Body) : IScaleType<ContractHttpRequest>
{
    /// <summary>The least size: four lengths.</summary>
    public const int MinimumSize = 4;

    public static ContractHttpRequest Decode(ref ScaleReader reader) => new(
        reader.ReadString(),
        reader.ReadString(),
        reader.ReadVector(2, static (ref reader) => (reader.ReadString(), reader.ReadString())),
        reader.ReadBytes().ToArray());

    public void Encode(ref ScaleWriter writer)
    {
        writer.WriteString(Url);
        writer.WriteString(Method);
        writer.WriteLength(Headers.Count);
        foreach ((string name, string value) in Headers)
        {
            writer.WriteString(name);
            writer.WriteString(value);
        }

        writer.WriteBytes(Body.Span);
    }
}
