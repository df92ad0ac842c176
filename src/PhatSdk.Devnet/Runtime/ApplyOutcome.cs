namespace PhatSdk.Devnet.Runtime;

/// <summary>What became of an extrinsic.</summary>
/// <param name="IsIncluded">Whether it is in the block: true also where its dispatch failed. Otherwise it left no trace.</param>
/// <param name="Result">The encoded <c>ApplyExtrinsicResult</c>: <c>Result&lt;DispatchOutcome, TransactionValidityError&gt;</c>.</param>
internal readonly record struct ApplyOutcome(bool IsIncluded, byte[] Result);
