using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Rpc;

/// <summary>What goes back for one message.</summary>
/// <param name="Json">The answer, JSON in UTF-8; empty where a message asks for none, as notifications do.</param>
/// <param name="Begun">
/// The replies in it that began something: whoever carries the answer calls <see cref="RpcReply.Sent"/> and carries the notifications of
/// <see cref="RpcReply.Feed"/> once the answer is on its way.
/// </param>
internal readonly record struct RpcAnswer(ReadOnlyMemory<byte> Json, IReadOnlyList<RpcReply> Begun);
