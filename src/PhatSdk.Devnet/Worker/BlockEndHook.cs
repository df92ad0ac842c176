namespace PhatSdk.Devnet.Worker;

/// <summary>A message of a contract that is called when each block ends, at the contract's expense.</summary>
/// <param name="Selector">The message, as a big-endian number.</param>
/// <param name="GasLimit">The most computation, in picoseconds.</param>
internal sealed record BlockEndHook(uint Selector, ulong GasLimit);
