namespace PhatSdk.Phat;

/// <summary>A part of a cluster's log.</summary>
/// <param name="Records">The records, oldest first.</param>
/// <param name="Next">The sequence from which to read on.</param>
public sealed record PinkLogPage(IReadOnlyList<PinkLogRecord> Records, ulong Next);
