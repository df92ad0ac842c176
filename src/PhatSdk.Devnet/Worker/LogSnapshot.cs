using PhatSdk.Devnet.Worker.Messages;

namespace PhatSdk.Devnet.Worker;

/// <summary>What a log buffer held at a time.</summary>
/// <param name="Records">The records, oldest first.</param>
/// <param name="NextSequence">The number that the next record gets.</param>
/// <param name="Size">About how much room the records take, in bytes.</param>
internal sealed record LogSnapshot(IReadOnlyList<(ulong Sequence, LogRecord Record)> Records, ulong NextSequence, int Size);
