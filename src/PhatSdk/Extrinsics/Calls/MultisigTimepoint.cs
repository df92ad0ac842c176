namespace PhatSdk.Extrinsics.Calls;

/// <summary>Where a multisig's call was proposed: <c>pallet_multisig::Timepoint</c>. Those who approve later name it.</summary>
/// <param name="Height">The number of the block.</param>
/// <param name="Index">The place of the extrinsic in it.</param>
public readonly record struct MultisigTimepoint(uint Height, uint Index);
