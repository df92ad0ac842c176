using PhatSdk.Chain.Backends;
using PhatSdk.Metadata.Types;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Chain;

/// <summary>Reads values of a block's state together with the runtime that wrote them, in one request as a rule.</summary>
/// <remarks>
/// <c>System.LastRuntimeUpgrade</c> (frame_system) holds the spec version of the runtime that made the block. It is read along with the values, so that values
/// and runtime are of one block even while the chain goes on. The runtime that the client knows says under which keys the values are; where it is another
/// one than that of the block, the values are read again.
/// </remarks>
internal sealed class StateReader(IChainBackend backend, RuntimeSource runtimes)
{
    private const int MostAttempts = 3;

    private static readonly ReadOnlyMemory<byte> LastUpgradeKey = StorageKey.Create("System", "LastRuntimeUpgrade").Bytes;

    private volatile Runtime? _recent;

    /// <summary>Reads values.</summary>
    /// <param name="keysOf">The keys, as a runtime makes them.</param>
    /// <param name="at">The block; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The values, and the runtime that wrote them.</returns>
    public async ValueTask<(Runtime Runtime, StorageSnapshot Snapshot)> ReadAsync(
        Func<Runtime, IReadOnlyList<ReadOnlyMemory<byte>>> keysOf, Hash256? at, CancellationToken cancellationToken)
    {
        // Who reads old blocks, as a rule reads the next one after.
        Runtime runtime = at is null ? runtimes.Current : _recent ?? runtimes.Current;
        IReadOnlyList<ReadOnlyMemory<byte>>? keys = TryMake(keysOf, runtime);
        if (keys is null)
        {
            // Another runtime may have what this one has not; or it says best what is wrong.
            runtime = at is { } block
                ? await runtimes.GetOfBlockAsync(block, cancellationToken).ConfigureAwait(false)
                : await runtimes.GetCurrentAsync(cancellationToken).ConfigureAwait(false);
            keys = keysOf(runtime);
        }

        for (int attempt = 1; ; attempt++)
        {
            StorageSnapshot snapshot = await backend.GetStorageAsync([.. keys, LastUpgradeKey], at, cancellationToken).ConfigureAwait(false);
            Runtime author = await AuthorOfAsync(snapshot, cancellationToken).ConfigureAwait(false);
            if (author.SpecVersion == runtime.SpecVersion || attempt == MostAttempts)
            {
                _recent = author;
                return (author, snapshot with { Values = snapshot.Values[..^1] });
            }

            if (at is null)
            {
                // The chain was upgraded: the next call is to start with that.
                await runtimes.GetCurrentAsync(cancellationToken).ConfigureAwait(false);
            }

            (at, runtime, keys) = (snapshot.Block, author, keysOf(author));
        }
    }

    private static IReadOnlyList<ReadOnlyMemory<byte>>? TryMake(Func<Runtime, IReadOnlyList<ReadOnlyMemory<byte>>> keysOf, Runtime runtime)
    {
        try
        {
            return keysOf(runtime);
        }
        catch (Exception exception) when (exception is MetadataException or ArgumentException)
        {
            return null;
        }
    }

    // A chain's genesis has no last upgrade; nor have chains without frame_executive, or with another form of it.
    private ValueTask<Runtime> AuthorOfAsync(StorageSnapshot snapshot, CancellationToken cancellationToken) =>
        snapshot.Values[^1] is { } upgrade && TryReadSpecVersion(upgrade) is { } specVersion
            ? runtimes.GetOfBlockAsync(snapshot.Block, specVersion, cancellationToken)
            : runtimes.GetOfBlockAsync(snapshot.Block, cancellationToken);

    private static uint? TryReadSpecVersion(byte[] upgrade)
    {
        try
        {
            return ScaleCodec.Decode(upgrade, static (ref reader) =>
            {
                uint version = reader.ReadCompactUInt32();
                _ = reader.ReadString();
                return version;
            });
        }
        catch (ScaleException)
        {
            return null;
        }
    }
}
