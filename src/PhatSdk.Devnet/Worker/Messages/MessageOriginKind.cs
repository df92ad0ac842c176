namespace PhatSdk.Devnet.Worker.Messages;

/// <summary>What kind of sender a message of the queue has: the variants of <c>MessageOrigin</c> of <c>phala-mq</c>.</summary>
internal enum MessageOriginKind : byte
{
    Pallet = 0,
    Contract = 1,
    Worker = 2,
    Account = 3,
    MultiLocation = 4,
    Gatekeeper = 5,
    Cluster = 6,
    Reserved = 255,
}
