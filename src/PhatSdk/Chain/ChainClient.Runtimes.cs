using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Scale;

namespace PhatSdk.Chain;

public sealed partial class ChainClient
{
    /// <summary>The runtime that the chain ran when the client last looked: when it connected, or by <see cref="GetRuntimeAsync"/> or an operation since.</summary>
    public Runtime Runtime => _runtimes.Current;

    /// <summary>The version of <see cref="Runtime"/>.</summary>
    public RuntimeVersion RuntimeVersion => Runtime.Version;

    /// <summary>The metadata of <see cref="Runtime"/>.</summary>
    public RuntimeMetadata Metadata => Runtime.Metadata;

    /// <summary>
    /// The runtime in a block's state: the one that answers calls there, and that makes the block after it. Without a block, the one that a transaction
    /// which is sent now is made for; <see cref="Runtime"/> is that one afterwards.
    /// </summary>
    /// <param name="at">The block; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The runtime. Its metadata is loaded once for each spec version, as long as it is among the <see cref="ChainClientOptions.MaxRuntimes"/> used last.</returns>
    /// <exception cref="RpcException">A request failed.</exception>
    /// <exception cref="ScaleException">The runtime's version or metadata is unreadable.</exception>
    /// <exception cref="MetadataException">The runtime's metadata is of an unknown version, or contradicts itself.</exception>
    public ValueTask<Runtime> GetRuntimeAsync(Hash256? at = null, CancellationToken cancellationToken = default) =>
        at is { } block ? _runtimes.GetAsync(block, cancellationToken) : _runtimes.GetCurrentAsync(cancellationToken);

    /// <summary>
    /// The runtime that made a block, by which its extrinsics, its events and its state are read: the one in its parent's state. It differs from
    /// <see cref="GetRuntimeAsync"/> for the block that upgrades the chain.
    /// </summary>
    /// <param name="block">The block.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The runtime.</returns>
    /// <exception cref="UnknownBlockException">The node does not know the block.</exception>
    /// <inheritdoc cref="GetRuntimeAsync"/>
    public ValueTask<Runtime> GetRuntimeOfBlockAsync(Hash256 block, CancellationToken cancellationToken = default) =>
        _runtimes.GetOfBlockAsync(block, cancellationToken);
}
