using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain.Pool;

/// <summary>Says whether a transaction is valid on top of a block. Called by several threads at once.</summary>
internal interface ITransactionValidator
{
    /// <summary>Validates a transaction.</summary>
    /// <exception cref="TransactionPoolException">The runtime broke on it.</exception>
    Result<ValidTransaction, TransactionValidityError> Validate(ReadOnlyMemory<byte> extrinsic, BlockPoint parent);
}
