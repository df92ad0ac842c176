namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>What a method answers.</summary>
/// <param name="Result">The <c>result</c>: JSON in UTF-8.</param>
/// <param name="Feed">The notifications that follow, where the method subscribes. Whoever carries them sends the result first.</param>
/// <param name="Sent">Called, where there is something to call, as soon as the result is on its way to the client: what it began may tell of itself now.</param>
internal readonly record struct RpcReply(ReadOnlyMemory<byte> Result, RpcFeed? Feed = null, Action? Sent = null);
