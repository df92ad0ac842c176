using PhatSdk.Primitives;

namespace PhatSdk.Extrinsics.Fees;

/// <summary>What an extrinsic would cost now: <c>pallet_transaction_payment::RuntimeDispatchInfo</c>.</summary>
/// <param name="Fee">Plancks, without a tip. What is paid in the end may be less, where a call gives back weight, or more, where blocks were full meanwhile.</param>
/// <param name="Weight">What the call takes at most, without what the runtime's extensions take.</param>
/// <param name="Class">How the runtime weighs it against others: <c>Normal</c>, <c>Operational</c> or <c>Mandatory</c>.</param>
public sealed record FeeEstimate(UInt128 Fee, Weight Weight, string Class);
