using PhatSdk.Devnet.Runtime;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Worker;

/// <summary>A message to run or a contract to create.</summary>
/// <param name="Mode">How it runs.</param>
/// <param name="Arguments">Who calls, and what it may cost.</param>
/// <param name="Input">The selector and the arguments.</param>
internal abstract record ContractCall(ExecutionMode Mode, CallArguments Arguments, ReadOnlyMemory<byte> Input)
{
    /// <summary>Calls a contract.</summary>
    internal sealed record Message(ExecutionMode Mode, CallArguments Arguments, AccountId Contract, ReadOnlyMemory<byte> Input)
        : ContractCall(Mode, Arguments, Input);

    /// <summary>Creates a contract.</summary>
    internal sealed record Creation(ExecutionMode Mode, CallArguments Arguments, CodeHash Code, ReadOnlyMemory<byte> Input, ReadOnlyMemory<byte> Salt)
        : ContractCall(Mode, Arguments, Input);
}
