using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;
using PhatSdk.Scale;

namespace PhatSdk.Chain.Backends;

/// <summary>Reads a chain by the methods <c>chainHead_v1_*</c>, and old blocks by <c>archive_v1_*</c>, where the node has them.</summary>
/// <remarks>One subscription serves all; it is opened when it is needed first, and again when it ended.</remarks>
internal sealed partial class V2Backend(RpcClient rpc, TimeProvider time, bool hasArchive) : IChainBackend
{
    /// <summary>The specification's code of a block that the subscription does not pin.</summary>
    private const int BlockNotPinned = -32801;

    private const int MostAttempts = 3;
    private const int HeadersKept = 2048;

    private readonly ArchiveReader? _archive = hasArchive ? new ArchiveReader(rpc) : null;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly BoundedMap<Hash256, Task<BlockHeader?>> _headers = new(HeadersKept);
    private Task<ChainHeadFollow>? _follow;
    private Hash256? _genesis;

    public async ValueTask<Hash256?> GetBlockHashAsync(uint number, CancellationToken cancellationToken)
    {
        if (number == 0)
        {
            return await GetGenesisAsync(cancellationToken).ConfigureAwait(false);
        }

        Hash256[] hashes = _archive is null ? [] : await _archive.GetHashesAsync(number, cancellationToken).ConfigureAwait(false);
        if (hashes.Length == 1)
        {
            return hashes[0];
        }

        // Of several forks' blocks, and where there is no archive: by the way back from the newest block.
        Hash256 hash = await GetBestHashAsync(cancellationToken).ConfigureAwait(false);
        BlockHeader? header = await GetHeaderAsync(hash, cancellationToken).ConfigureAwait(false);
        while (header is not null && header.Number > number)
        {
            hash = header.ParentHash;
            header = await GetHeaderAsync(hash, cancellationToken).ConfigureAwait(false);
        }

        return header?.Number == number ? hash : null;
    }

    public async ValueTask<Hash256> GetBestHashAsync(CancellationToken cancellationToken) =>
        (await GetFollowAsync(cancellationToken).ConfigureAwait(false)).Best;

    public async ValueTask<Hash256> GetFinalizedHashAsync(CancellationToken cancellationToken) =>
        (await GetFollowAsync(cancellationToken).ConfigureAwait(false)).Final;

    public async ValueTask<BlockHeader?> GetHeaderAsync(Hash256? block, CancellationToken cancellationToken)
    {
        Hash256 hash = block ?? await GetBestHashAsync(cancellationToken).ConfigureAwait(false);
        if (_headers.TryGet(hash, out Task<BlockHeader?>? reading))
        {
            try
            {
                if (await reading.WaitAsync(cancellationToken).ConfigureAwait(false) is { } told)
                {
                    return told;
                }
            }
            catch (Exception exception) when (exception is RpcException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                // The subscription ended under it; the next one may read it again.
            }
        }

        byte[]? header = _archive is null ? null : await _archive.GetHeaderAsync(hash, cancellationToken).ConfigureAwait(false);
        return header is null ? null : HeaderCodec.Decode(header);
    }

    public async ValueTask<BlockBody?> GetBlockAsync(Hash256? block, CancellationToken cancellationToken)
    {
        Hash256 hash = block ?? await GetBestHashAsync(cancellationToken).ConfigureAwait(false);
        BlockHeader? header = await GetHeaderAsync(hash, cancellationToken).ConfigureAwait(false);
        byte[][]? body = header is null ? null : await ReadAsync<byte[][]?>(
            hash,
            async (follow, pinned) => await ReadBodyAsync(follow, pinned, cancellationToken).ConfigureAwait(false),
            async pinned => _archive is null ? null : await _archive.GetBodyAsync(pinned, cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        return body is null ? null : new BlockBody { Header = header!, Extrinsics = body };
    }

    public async ValueTask<uint> GetSpecVersionAsync(Hash256? at, CancellationToken cancellationToken)
    {
        ChainHeadFollow follow = await GetFollowAsync(cancellationToken).ConfigureAwait(false);
        if (follow.SpecVersionOf(at) is { } told)
        {
            return told;
        }

        byte[] version = await CallAsync("Core_version", default, at, cancellationToken).ConfigureAwait(false);
        return ReadSpecVersion(version);
    }

    public ValueTask<byte[]> CallAsync(string function, ReadOnlyMemory<byte> arguments, Hash256? at, CancellationToken cancellationToken) => ReadAsync(
        at,
        async (follow, block) => await ReadCallAsync(follow, block, function, arguments, cancellationToken).ConfigureAwait(false),
        block => _archive is null ? throw NotPinned("chainHead_v1_call", block) : _archive.CallAsync(block, function, arguments, cancellationToken),
        cancellationToken);

    public async ValueTask<byte[]?> GetStorageAsync(ReadOnlyMemory<byte> key, Hash256? at, CancellationToken cancellationToken) =>
        (await GetStorageAsync([key], at, cancellationToken).ConfigureAwait(false)).Values[0];

    public async ValueTask<StorageSnapshot> GetStorageAsync(IReadOnlyList<ReadOnlyMemory<byte>> keys, Hash256? at, CancellationToken cancellationToken)
    {
        (Hash256 block, Dictionary<string, byte[]> values) = await ReadAsync(
            at,
            async (follow, hash) => (hash, await ReadValuesAsync(follow, hash, keys, cancellationToken).ConfigureAwait(false)),
            async hash => (hash, await (_archive ?? throw NotPinned("chainHead_v1_storage", hash)).GetStorageAsync(hash, keys, cancellationToken).ConfigureAwait(false)),
            cancellationToken).ConfigureAwait(false);
        return new StorageSnapshot(block, [.. keys.Select(key => values.GetValueOrDefault(Hex.Format(key.Span)))]);
    }

    public async IAsyncEnumerable<byte[][]> ReadKeysAsync(
        ReadOnlyMemory<byte> prefix, Hash256 at, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ChainHeadFollow follow = await GetFollowAsync(cancellationToken).ConfigureAwait(false);
        IAsyncEnumerable<byte[][]> pages = _archive?.ReadKeysAsync(at, prefix, cancellationToken) ?? ReadKeysAsync(follow, at, prefix, cancellationToken);
        await foreach (byte[][] page in pages.ConfigureAwait(false))
        {
            yield return page;
        }
    }

    public IAsyncEnumerable<FollowedHead> FollowBestAsync(CancellationToken cancellationToken) => FollowAsync(toFinal: false, cancellationToken);

    public IAsyncEnumerable<FollowedHead> FollowFinalizedAsync(CancellationToken cancellationToken) => FollowAsync(toFinal: true, cancellationToken);

    public async IAsyncEnumerable<StorageSnapshot> FollowStorageAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (Hash256 block in ListenAsync(toFinal: false, cancellationToken).ConfigureAwait(false))
        {
            yield return await GetStorageAsync(keys, block, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        Task<ChainHeadFollow>? opening;
        lock (_gate)
        {
            opening = _follow;
        }

        if (opening is not null)
        {
            await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (opening.IsCompletedSuccessfully)
            {
                await (await opening.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static RpcResponseException NotPinned(string method, Hash256 block) =>
        new(method, BlockNotPinned, $"block {block} is not among the newest ones, and the node has no archive_v1 methods for others");

    private static uint ReadSpecVersion(byte[] encoded) => ScaleCodec.Decode(encoded, static (ref reader) =>
    {
        reader.ReadString();
        reader.ReadString();
        reader.ReadUInt32();
        uint specVersion = reader.ReadUInt32();
        reader.ReadRaw(reader.Remaining);
        return specVersion;
    });

    private async ValueTask<Hash256> GetGenesisAsync(CancellationToken cancellationToken)
    {
        if (_genesis is not { } known)
        {
            const string Method = "chainSpec_v1_genesisHash";
            JsonElement hash = await rpc.Connection.SendAsync(Method, new RpcParameters().ToJson(), cancellationToken).ConfigureAwait(false);
            _genesis = known = V2Json.HashOf(hash, Method);
        }

        return known;
    }

    // What is read of a block that the subscription pins, is read again where the subscription ends meanwhile; what it does not pin is the archive's.
    private async ValueTask<T> ReadAsync<T>(
        Hash256? at, Func<ChainHeadFollow, Hash256, ValueTask<T>> read, Func<Hash256, ValueTask<T>> readOld, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            ChainHeadFollow follow = await GetFollowAsync(cancellationToken).ConfigureAwait(false);
            if (follow.TryUse(at) is not { } block)
            {
                if (at is { } old)
                {
                    return await readOld(old).ConfigureAwait(false);
                }

                if (attempt == MostAttempts)
                {
                    throw new RpcConnectionException("chainHead_v1_follow: the node ended the subscription again and again");
                }

                continue;
            }

            try
            {
                return await read(follow, block).ConfigureAwait(false);
            }
            catch (RpcException exception) when ((follow.IsOver || exception.IsTransient) && attempt < MostAttempts)
            {
                // On a new subscription, or by the archive; the request may break before the subscription does.
            }
            finally
            {
                follow.Release(block);
            }
        }
    }

    private async ValueTask<ChainHeadFollow> GetFollowAsync(CancellationToken cancellationToken)
    {
        Task<ChainHeadFollow> opening;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
            if (_follow is null || _follow.IsFaulted || _follow.IsCanceled)
            {
                _follow = OpenAsync(null);
            }

            opening = _follow;
        }

        ChainHeadFollow follow = await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!follow.IsOver)
        {
            return follow;
        }

        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
            if (_follow == opening)
            {
                _follow = OpenAsync(follow);
            }

            opening = _follow;
        }

        return await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<ChainHeadFollow> OpenAsync(ChainHeadFollow? before)
    {
        if (before is not null)
        {
            await before.DisposeAsync().ConfigureAwait(false);
        }

        return await ChainHeadFollow.OpenAsync(rpc, time, _headers, _closing.Token).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<FollowedHead> FollowAsync(bool toFinal, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (Hash256 block in ListenAsync(toFinal, cancellationToken).ConfigureAwait(false))
        {
            if (await GetHeaderAsync(block, cancellationToken).ConfigureAwait(false) is { } header)
            {
                yield return new FollowedHead(block, header);
            }
        }
    }

    private async IAsyncEnumerable<Hash256> ListenAsync(bool toFinal, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ChainHeadFollow follow = await GetFollowAsync(cancellationToken).ConfigureAwait(false);
        ChannelReader<Hash256> blocks = follow.Listen(toFinal);
        try
        {
            await foreach (Hash256 block in blocks.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return block;
            }
        }
        finally
        {
            follow.Leave(blocks);
        }
    }
}
