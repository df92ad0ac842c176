using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Chain.Backends;

/// <summary>How a chain is read from a node: one class for each family of RPC methods. Bytes in, bytes out; may be used by several threads at once.</summary>
/// <remarks>Where a block may be null, the newest of the best chain is meant. A broken wire is <see cref="RpcConnectionException"/> in each member.</remarks>
internal interface IChainBackend : IAsyncDisposable
{
    /// <summary>The hash of the block with a number: the final one, or the one on the best chain; null where there is none yet.</summary>
    ValueTask<Hash256?> GetBlockHashAsync(uint number, CancellationToken cancellationToken);

    /// <summary>The newest block of the best chain.</summary>
    ValueTask<Hash256> GetBestHashAsync(CancellationToken cancellationToken);

    /// <summary>The newest final block.</summary>
    ValueTask<Hash256> GetFinalizedHashAsync(CancellationToken cancellationToken);

    /// <summary>A block's header; null where the node does not know the block.</summary>
    ValueTask<BlockHeader?> GetHeaderAsync(Hash256? block, CancellationToken cancellationToken);

    /// <summary>A block with its extrinsics; null where the node does not know it.</summary>
    ValueTask<BlockBody?> GetBlockAsync(Hash256? block, CancellationToken cancellationToken);

    /// <summary>The spec version of the runtime in a block's state.</summary>
    ValueTask<uint> GetSpecVersionAsync(Hash256? at, CancellationToken cancellationToken);

    /// <summary>Calls a function of the runtime on a block's state.</summary>
    ValueTask<byte[]> CallAsync(string function, ReadOnlyMemory<byte> arguments, Hash256? at, CancellationToken cancellationToken);

    /// <summary>One value; null where there is none.</summary>
    ValueTask<byte[]?> GetStorageAsync(ReadOnlyMemory<byte> key, Hash256? at, CancellationToken cancellationToken);

    /// <summary>Many values of one block.</summary>
    ValueTask<StorageSnapshot> GetStorageAsync(IReadOnlyList<ReadOnlyMemory<byte>> keys, Hash256? at, CancellationToken cancellationToken);

    /// <summary>The keys with a prefix, page by page, as the node gives them: who asks checks each page before going on.</summary>
    IAsyncEnumerable<byte[][]> ReadKeysAsync(ReadOnlyMemory<byte> prefix, Hash256 at, CancellationToken cancellationToken);

    /// <summary>Follows the newest blocks of the best chain, as the node tells of them: with gaps, with repetitions. Ends with the wire.</summary>
    IAsyncEnumerable<FollowedHead> FollowBestAsync(CancellationToken cancellationToken);

    /// <summary>Follows the newest final blocks, as the node tells of them: with gaps, with repetitions. Ends with the wire.</summary>
    IAsyncEnumerable<FollowedHead> FollowFinalizedAsync(CancellationToken cancellationToken);

    /// <summary>Follows values: all at first, then as the node tells of them. Ends with the wire.</summary>
    IAsyncEnumerable<StorageSnapshot> FollowStorageAsync(IReadOnlyList<ReadOnlyMemory<byte>> keys, CancellationToken cancellationToken);
}
