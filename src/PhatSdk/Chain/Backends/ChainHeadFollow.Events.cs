using System.Text.Json;
using System.Threading.Channels;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Chain.Backends;

internal sealed partial class ChainHeadFollow
{
    private void Take(JsonElement notification)
    {
        string kind = V2Json.TextOf(V2Json.Member(notification, "event", FollowMethod), FollowMethod);
        lock (_gate)
        {
            switch (kind)
            {
                case "initialized" when _initialized.Task.IsCompleted:
                    // The wire came back under the subscription: what the node told before is not so any more.
                    End(new RpcConnectionException($"{FollowMethod}: the subscription began anew"));
                    break;
                case "initialized":
                    TakeInitialized(notification);
                    break;
                case "newBlock":
                    TakeNewBlock(notification);
                    break;
                case "bestBlockChanged":
                    _best = V2Json.HashOf(V2Json.Member(notification, "bestBlockHash", FollowMethod), FollowMethod);
                    Tell(_bestListeners, _best);
                    break;
                case "finalized":
                    TakeFinalized(notification);
                    break;
                case "stop":
                    End(new RpcConnectionException($"{FollowMethod}: the node stopped the subscription"));
                    break;
                default:
                    TakeOperationEvent(kind, notification);
                    break;
            }
        }
    }

    private void TakeInitialized(JsonElement notification)
    {
        Hash256[] hashes = V2Json.ListOf(V2Json.Member(notification, "finalizedBlockHashes", FollowMethod), FollowMethod, V2Json.HashOf);
        if (hashes.Length == 0)
        {
            throw new RpcFormatException(FollowMethod, "no final block");
        }

        uint? specVersion = notification.TryGetProperty("finalizedBlockRuntime", out JsonElement runtime) ? V2Json.SpecVersionOf(runtime) : null;
        for (int i = 0; i < hashes.Length; i++)
        {
            // The runtime is the last block's; the others may be older than an upgrade.
            Pin(hashes[i], i == hashes.Length - 1 ? specVersion : null);
            _final.Enqueue(hashes[i]);
        }

        _best = _finalHead = hashes[^1];
        _initialized.TrySetResult();
    }

    private void TakeNewBlock(JsonElement notification)
    {
        Hash256 hash = V2Json.HashOf(V2Json.Member(notification, "blockHash", FollowMethod), FollowMethod);
        Hash256 parent = V2Json.HashOf(V2Json.Member(notification, "parentBlockHash", FollowMethod), FollowMethod);
        bool isUpgrade = notification.TryGetProperty("newRuntime", out JsonElement runtime) && runtime.ValueKind == JsonValueKind.Object;
        uint? specVersion = isUpgrade ? V2Json.SpecVersionOf(runtime) : _pinned.GetValueOrDefault(parent)?.SpecVersion;
        Pin(hash, specVersion);
    }

    // The header is read while the node is bound to have it.
    private void Pin(Hash256 hash, uint? specVersion)
    {
        PinnedBlock block = new(specVersion);
        _pinned[hash] = block;
        if (!_headers.TryGet(hash, out Task<BlockHeader?>? known) || (known.IsCompleted && !known.IsCompletedSuccessfully))
        {
            block.Uses++;
            _headers.Set(hash, Task.Run(() => ReadHeaderAsync(hash)));
        }
    }

    private async Task<BlockHeader?> ReadHeaderAsync(Hash256 hash)
    {
        const string Method = "chainHead_v1_header";
        try
        {
            JsonElement header = await _rpc.Connection
                .SendAsync(Method, new RpcParameters().Add(_id).Add(hash).ToJson(), _ending.Token).ConfigureAwait(false);
            return header.ValueKind == JsonValueKind.Null ? null : HeaderCodec.Decode(V2Json.BytesOf(header, Method));
        }
        finally
        {
            Release(hash);
        }
    }

    private void TakeFinalized(JsonElement notification)
    {
        Hash256[] hashes = V2Json.ListOf(V2Json.Member(notification, "finalizedBlockHashes", FollowMethod), FollowMethod, V2Json.HashOf);
        List<Hash256> unpinned = [];
        foreach (Hash256 hash in V2Json.ListOf(V2Json.Member(notification, "prunedBlockHashes", FollowMethod), FollowMethod, V2Json.HashOf))
        {
            Forget(hash, unpinned);
        }

        foreach (Hash256 hash in hashes)
        {
            _finalHead = hash;
            _final.Enqueue(hash);
        }

        while (_final.Count > FinalBlocksKept)
        {
            Forget(_final.Dequeue(), unpinned);
        }

        if (hashes.Length > 0)
        {
            Tell(_finalListeners, _finalHead);
        }

        Unpin(unpinned);
    }

    private static void Tell(List<Channel<Hash256>> listeners, Hash256 block)
    {
        foreach (Channel<Hash256> listener in listeners)
        {
            listener.Writer.TryWrite(block);
        }
    }

    private void Forget(Hash256 hash, List<Hash256> unpinned)
    {
        if (!_pinned.TryGetValue(hash, out PinnedBlock? block))
        {
            return;
        }

        if (block.Uses > 0)
        {
            block.IsOver = true;
            return;
        }

        _pinned.Remove(hash);
        unpinned.Add(hash);
    }

    private void Unpin(List<Hash256> hashes)
    {
        if (hashes.Count > 0 && _end is null)
        {
            _ = UnpinAsync(new RpcParameters().Add(_id).AddHexArray(hashes.Select(static hash => (ReadOnlyMemory<byte>)hash.ToArray())));
        }
    }

    private async Task UnpinAsync(RpcParameters parameters)
    {
        try
        {
            await _rpc.Connection.SendAsync("chainHead_v1_unpin", parameters.ToJson(), _ending.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException or ObjectDisposedException)
        {
            // The node forgets the blocks with the subscription, which is over or will be.
        }
    }
}
