using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Phat.Messages;

/// <summary>Whom a query is for: <c>ContractQueryHead</c> of <c>phala-types</c>.</summary>
/// <param name="Contract">The contract; any that exists, for <see cref="InkQuery.InkInstantiate"/>.</param>
/// <param name="Nonce">32 random bytes that the answer repeats.</param>
public readonly record struct InkQueryHead(AccountId Contract, Hash256 Nonce) : IScaleType<InkQueryHead>
{
    /// <inheritdoc/>
    public static InkQueryHead Decode(ref ScaleReader reader) => new(reader.Read<AccountId>(), reader.Read<Hash256>());

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer)
    {
        writer.Write(Contract);
        writer.Write(Nonce);
    }
}
