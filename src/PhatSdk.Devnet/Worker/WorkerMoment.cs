using System.Collections.Immutable;
using PhatSdk.Devnet.Worker.Messages;

namespace PhatSdk.Devnet.Worker;

/// <summary>Where a worker stood after a block: what it needs to go on from there again.</summary>
/// <param name="Snapshot">What it knew.</param>
/// <param name="Sequences">The number of each sender's next message.</param>
/// <param name="OperatorNonce">The operator's next nonce; null where the chain knows it.</param>
internal sealed record WorkerMoment(WorkerSnapshot Snapshot, ImmutableDictionary<MessageOrigin, ulong> Sequences, uint? OperatorNonce);
