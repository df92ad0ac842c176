using System.Runtime.CompilerServices;
using PhatSdk.Chain.Backends;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Scale;

namespace PhatSdk.Chain;

public sealed partial class ChainClient
{
    /// <summary>
    /// Watches values of the state on the best chain: each as it is now, and then each that is another one than was told before. Over a broken wire it goes on;
    /// a value that changed meanwhile is told as it is then, and one that changed twice once.
    /// </summary>
    /// <param name="keys">The values' keys.</param>
    /// <param name="cancellationToken">Ends the watching.</param>
    /// <returns>The values that changed.</returns>
    /// <exception cref="RpcException">The wire broke and did not come back, or the node answered with something else.</exception>
    public async IAsyncEnumerable<StorageChange> WatchStorageAsync(
        IReadOnlyList<StorageKey> keys, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ReadOnlyMemory<byte>[] encoded = [.. keys.Select(static key => key.Bytes)];
        byte[]?[]? last = null;
        await foreach (StorageSnapshot snapshot in _retry.FollowAsync(token => _backend.FollowStorageAsync(encoded, token), cancellationToken).ConfigureAwait(false))
        {
            for (int i = 0; i < keys.Count; i++)
            {
                if (last is null || !AreSame(last[i], snapshot.Values[i]))
                {
                    yield return new StorageChange(snapshot.Block, keys[i], OrNull(snapshot.Values[i]));
                }
            }

            last = snapshot.Values;
        }
    }

    /// <summary>Watches a value of the state as a type, on the best chain: as it is now, and then whenever it is another one.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="key">The value's key.</param>
    /// <param name="decode">Decodes the value.</param>
    /// <param name="cancellationToken">Ends the watching.</param>
    /// <returns>The values; none where there is none.</returns>
    /// <exception cref="RpcException">The wire broke and did not come back, or the node answered with something else.</exception>
    /// <exception cref="ScaleException">A value is not of that type.</exception>
    public async IAsyncEnumerable<Option<T>> WatchStorageAsync<T>(
        StorageKey key, ScaleDecoder<T> decode, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(decode);
        await foreach (StorageChange change in WatchStorageAsync([key], cancellationToken).ConfigureAwait(false))
        {
            yield return change.Value is { } value ? new Option<T>(ScaleCodec.Decode(value.Span, decode)) : default;
        }
    }

    /// <summary>Watches a value of the state by names, on the best chain: as it is now, and then whenever it is another one.</summary>
    /// <param name="pallet">The pallet's name: <c>System</c>.</param>
    /// <param name="entry">The entry's name: <c>Account</c>.</param>
    /// <param name="keys">The keys of a map; none for a plain value.</param>
    /// <param name="cancellationToken">Ends the watching.</param>
    /// <returns>The values, each read by the runtime that made its block; where there is none, the entry's default, or null for an entry that has none.</returns>
    /// <exception cref="MetadataException">The runtime has no such pallet or entry.</exception>
    /// <exception cref="ArgumentException">There are not as many keys as the entry has, or one is no value of its type.</exception>
    /// <exception cref="RpcException">The wire broke and did not come back, or the node answered with something else.</exception>
    /// <exception cref="ScaleException">A value is not what the metadata says.</exception>
    public async IAsyncEnumerable<ScaleValue?> WatchStorageAsync(
        string pallet, string entry, IReadOnlyList<ScaleValue> keys, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        Runtime runtime = await GetRuntimeAsync(null, cancellationToken).ConfigureAwait(false);
        StorageKey key = new StorageEntryKeys(runtime, pallet, entry).KeyOf(keys);
        await foreach (StorageChange change in WatchStorageAsync([key], cancellationToken).ConfigureAwait(false))
        {
            Runtime author = await _retry.ReadAsync(token => GetRuntimeOfBlockAsync(change.Block, token), cancellationToken).ConfigureAwait(false);
            yield return new StorageEntryKeys(author, pallet, entry).Decode(change.Value?.ToArray());
        }
    }

    private static bool AreSame(byte[]? one, byte[]? other) => one is null ? other is null : other is not null && one.AsSpan().SequenceEqual(other);
}
