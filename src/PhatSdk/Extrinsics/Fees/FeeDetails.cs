namespace PhatSdk.Extrinsics.Fees;

/// <summary>What an extrinsic's fee is made of: <c>pallet_transaction_payment::FeeDetails</c>. All in plancks, and zero for an extrinsic that costs nothing.</summary>
/// <param name="BaseFee">What each extrinsic costs.</param>
/// <param name="LengthFee">What its bytes cost.</param>
/// <param name="WeightFee">What its weight costs, more where blocks are full.</param>
/// <param name="Tip">What the signer adds.</param>
public sealed record FeeDetails(UInt128 BaseFee, UInt128 LengthFee, UInt128 WeightFee, UInt128 Tip)
{
    /// <summary>The sum, the tip included.</summary>
    public UInt128 Total => BaseFee + LengthFee + WeightFee + Tip;
}
