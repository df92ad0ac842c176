using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>The answer to a contract's HTTP request: <c>HttpResponse</c> of the <c>pink</c> crate.</summary>
internal sealed record ContractHttpResponse(
    ushort StatusCode,
    string ReasonPhrase,
    IReadOnlyList<(string Name, string Value)> Headers,
    ReadOnlyMemory<byte> Body) : IScaleType<ContractHttpResponse>
{
    public static ContractHttpResponse Decode(ref ScaleReader reader) => new(
        reader.ReadUInt16(),
        reader.ReadString(),
        reader.ReadVector(2, static (ref reader) => (reader.ReadString(), reader.ReadString())),
        reader.ReadBytes().ToArray());

    public void Encode(ref ScaleWriter writer)
    {
        writer.WriteUInt16(StatusCode);
        writer.WriteString(ReasonPhrase);
        writer.WriteLength(Headers.Count);
        foreach ((string name, string value) in Headers)
        {
            writer.WriteString(name);
            writer.WriteString(value);
        }

        writer.WriteBytes(Body.Span);
    }
}
