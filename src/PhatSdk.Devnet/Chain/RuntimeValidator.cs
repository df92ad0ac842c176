using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain;

/// <summary>Asks the runtime whether a transaction is valid.</summary>
/// <param name="runtime">The runtime.</param>
/// <param name="find">Finds blocks.</param>
internal sealed class RuntimeValidator(ChainRuntime runtime, Func<Hash256, Block?> find) : ITransactionValidator
{
    /// <summary><c>TransactionSource::External</c>: came by RPC.</summary>
    private const byte External = 2;

    /// <inheritdoc/>
    public Result<ValidTransaction, TransactionValidityError> Validate(ReadOnlyMemory<byte> extrinsic, BlockPoint parent)
    {
        Block block = find(parent.Hash)
            ?? throw new InvalidOperationException($"The pool stands on block {parent.Number}, which the chain does not have.");
        try
        {
            return ValidTransaction.DecodeValidity(runtime.ValidateTransaction(block.State, External, extrinsic.Span, parent.Hash));
        }
        catch (RuntimeTrapException trap)
        {
            throw TransactionPoolException.NotVerified(trap);
        }
    }
}
