using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Rpc;

/// <summary>What goes back for one message.</summary>
/// <param name="Json">The answer, JSON in UTF-8; empty where a message asks for none, as notifications do.</param>
/// <param name="Feeds">The subscriptions that the message made. Whoever carries their notifications sends the answer first.</param>
internal readonly record struct RpcAnswer(ReadOnlyMemory<byte> Json, IReadOnlyList<RpcFeed> Feeds);
