using System.Runtime.CompilerServices;
using PhatSdk.Crypto;
using PhatSdk.Metadata.Types;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Scale;

namespace PhatSdk.Chain;

public sealed partial class ChainClient
{
    private const int HeaderStackSize = 512;

    /// <summary>The hash by which a block is known: BLAKE2b-256 of its encoded header.</summary>
    /// <param name="header">The header.</param>
    /// <returns>The hash.</returns>
    public static Hash256 HashOf(BlockHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        ScaleWriter writer = new(stackalloc byte[HeaderStackSize]);
        try
        {
            writer.Write(header.ParentHash);
            writer.WriteCompact(header.Number);
            writer.Write(header.StateRoot);
            writer.Write(header.ExtrinsicsRoot);
            writer.WriteVector(header.DigestLogs, static (ref writer, log) => writer.WriteRaw(log.Span));
            return Blake2b.Hash256(writer.WrittenSpan);
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>The hash of the block with a number on the best chain.</summary>
    /// <param name="number">The number; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The hash.</returns>
    /// <exception cref="UnknownBlockException">There is no such block yet.</exception>
    /// <exception cref="RpcException">The request failed.</exception>
    public async ValueTask<Hash256> GetBlockHashAsync(uint? number = null, CancellationToken cancellationToken = default) =>
        await _chain.GetBlockHashAsync(number, cancellationToken).ConfigureAwait(false)
            ?? throw (number is null ? new UnknownBlockException(block: (Hash256?)null) : new UnknownBlockException($"{number}"));

    /// <summary>The hash of the newest final block.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The hash.</returns>
    /// <exception cref="RpcException">The request failed.</exception>
    public ValueTask<Hash256> GetFinalizedHeadAsync(CancellationToken cancellationToken = default) => _chain.GetFinalizedHeadAsync(cancellationToken);

    /// <summary>A block's header.</summary>
    /// <param name="block">The block; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The header.</returns>
    /// <exception cref="UnknownBlockException">The node does not know the block.</exception>
    /// <exception cref="RpcException">The request failed.</exception>
    public async ValueTask<BlockHeader> GetHeaderAsync(Hash256? block = null, CancellationToken cancellationToken = default) =>
        await _chain.GetHeaderAsync(block, cancellationToken).ConfigureAwait(false) ?? throw new UnknownBlockException(block);

    /// <summary>A block's header and extrinsics.</summary>
    /// <param name="block">The block; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The block.</returns>
    /// <exception cref="UnknownBlockException">The node does not know the block.</exception>
    /// <exception cref="RpcException">The request failed.</exception>
    public async ValueTask<BlockBody> GetBlockAsync(Hash256? block = null, CancellationToken cancellationToken = default) =>
        await _chain.GetBlockAsync(block, cancellationToken).ConfigureAwait(false) ?? throw new UnknownBlockException(block);

    /// <summary>The events of a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The events in order.</returns>
    /// <exception cref="RpcException">The request failed; an <see cref="RpcResponseException"/> where the node has thrown away the block's state.</exception>
    /// <exception cref="ScaleException">The events are not what the metadata says.</exception>
    /// <exception cref="UnknownBlockException">The node does not know the block.</exception>
    /// <exception cref="MetadataException">The metadata of the runtime that made the block contradicts itself.</exception>
    public async ValueTask<IReadOnlyList<EventRecord>> GetEventsAsync(Hash256 block, CancellationToken cancellationToken = default)
    {
        Runtime runtime = await GetRuntimeOfBlockAsync(block, cancellationToken).ConfigureAwait(false);
        ReadOnlyMemory<byte>? events = await GetStorageAsync(
            StorageKey.Create(ChainEvents.Pallet, ChainEvents.Entry), block, cancellationToken).ConfigureAwait(false);
        return events is { } encoded ? ChainEvents.Decode(runtime.Metadata, encoded.Span) : [];
    }

    /// <summary>Follows the best chain. The newest header comes at once.</summary>
    /// <param name="cancellationToken">Ends the following.</param>
    /// <returns>The headers. A node may leave out numbers, and give a number again after a reorganisation.</returns>
    /// <exception cref="RpcException">A request failed, or the wire broke.</exception>
    public IAsyncEnumerable<BlockHeader> SubscribeHeadsAsync(CancellationToken cancellationToken = default) =>
        Follow(_chain.SubscribeNewHeadsAsync, cancellationToken);

    /// <summary>Follows the final chain. The newest header comes at once.</summary>
    /// <param name="cancellationToken">Ends the following.</param>
    /// <returns>The headers. A node may leave out numbers.</returns>
    /// <exception cref="RpcException">A request failed, or the wire broke.</exception>
    public IAsyncEnumerable<BlockHeader> SubscribeFinalizedHeadsAsync(CancellationToken cancellationToken = default) =>
        Follow(_chain.SubscribeFinalizedHeadsAsync, cancellationToken);

    private static async IAsyncEnumerable<BlockHeader> Follow(
        Func<CancellationToken, ValueTask<RpcSubscription<BlockHeader>>> subscribe, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RpcSubscription<BlockHeader> subscription = await subscribe(cancellationToken).ConfigureAwait(false);
        await using (subscription.ConfigureAwait(false))
        {
            await foreach (BlockHeader header in subscription.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return header;
            }
        }
    }
}
