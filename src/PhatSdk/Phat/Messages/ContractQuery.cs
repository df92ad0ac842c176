using PhatSdk.Scale;

namespace PhatSdk.Phat.Messages;

/// <summary>What is sealed into a query to a worker: <c>ContractQuery</c> of <c>phala-types</c>.</summary>
/// <param name="Head">Whom it is for.</param>
/// <param name="Query">What is asked.</param>
public sealed record ContractQuery(InkQueryHead Head, InkQuery Query) : IScaleType<ContractQuery>
{
    /// <inheritdoc/>
    public static ContractQuery Decode(ref ScaleReader reader) => new(reader.Read<InkQueryHead>(), reader.Read<InkQuery>());

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer)
    {
        writer.Write(Head);
        writer.Write(Query);
    }
}
