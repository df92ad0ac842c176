using PhatSdk.Devnet.Runtime;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>A call of the Pink extension.</summary>
/// <param name="Run">The query or the transaction that it is made in.</param>
/// <param name="Mode">How the contract runs.</param>
/// <param name="Contract">Who calls.</param>
/// <param name="Input">The arguments, encoded.</param>
internal sealed record PinkCall(ContractRun Run, ExecutionMode Mode, AccountId Contract, ReadOnlyMemory<byte> Input)
{
    /// <summary>Whether the contract runs in a query, where it may see what is not the same on every worker.</summary>
    public bool IsQuery => Mode == ExecutionMode.Query;

    /// <summary>Reads the arguments.</summary>
    public T Read<T>(ScaleDecoder<T> decode) => ScaleCodec.Decode(Input.Span, decode);
}
