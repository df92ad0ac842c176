namespace PhatSdk.TestKit;

/// <summary>A block that another host ran.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Extrinsics">Its extrinsics; the timestamp's comes first.</param>
/// <param name="Labels">What the extrinsics after the first one are.</param>
/// <param name="Events">The encoded events.</param>
/// <param name="State">The state after it, by keys in hexadecimal text.</param>
public sealed record RecordedBlock(
    uint Number, IReadOnlyList<byte[]> Extrinsics, IReadOnlyList<string> Labels, byte[] Events, IReadOnlyDictionary<string, byte[]> State);
