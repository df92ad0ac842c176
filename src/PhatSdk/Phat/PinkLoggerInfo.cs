namespace PhatSdk.Phat;

/// <summary>What a cluster's log server says of itself.</summary>
/// <param name="ProgramVersion">Its version.</param>
/// <param name="NextSequence">The sequence of the next record.</param>
/// <param name="MemoryCapacity">How many bytes it keeps; the oldest records go first.</param>
/// <param name="MemoryUsage">How many bytes it holds.</param>
/// <param name="NumberOfRecords">How many records it holds.</param>
public sealed record PinkLoggerInfo(Version ProgramVersion, ulong NextSequence, ulong MemoryCapacity, ulong MemoryUsage, ulong NumberOfRecords);
