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
    /// <summary>Reads the keys with a prefix, page by page as they are asked for, all of one block.</summary>
    /// <param name="prefix">The prefix: that of a map is <c>StorageKey.Create("System", "Account")</c>.</param>
    /// <param name="at">The block; null for the one that is newest when the reading starts.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The keys in order, each once.</returns>
    /// <exception cref="RpcException">A request failed. <see cref="RpcFormatException"/> where the node gives keys twice, out of order or with another prefix.</exception>
    public async IAsyncEnumerable<StorageKey> ReadStorageKeysAsync(
        StorageKey prefix, Hash256? at = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        Hash256 block = at ?? await _backend.GetBestHashAsync(cancellationToken).ConfigureAwait(false);
        await foreach (byte[][] page in new StoragePages(_backend).ReadAsync(prefix, block, cancellationToken).ConfigureAwait(false))
        {
            foreach (byte[] key in page)
            {
                yield return new StorageKey(key);
            }
        }
    }

    /// <summary>Reads the values of a map as a type, page by page as they are asked for, all of one block.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="prefix">What the keys start with: <c>StorageKey.Create("System", "Account")</c>.</param>
    /// <param name="decode">Decodes a value.</param>
    /// <param name="at">The block; null for the one that is newest when the reading starts.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The values in the order of their keys, each once.</returns>
    /// <exception cref="RpcException">A request failed. <see cref="RpcFormatException"/> where the node gives keys twice, out of order or with another prefix.</exception>
    /// <exception cref="ScaleException">A value is not of that type.</exception>
    public async IAsyncEnumerable<StorageItem<T>> ReadStorageMapAsync<T>(
        StorageKey prefix, ScaleDecoder<T> decode, Hash256? at = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(decode);
        Hash256 block = at ?? await _backend.GetBestHashAsync(cancellationToken).ConfigureAwait(false);
        await foreach ((byte[] key, byte[] value) in ReadPairsAsync(prefix, block, cancellationToken).ConfigureAwait(false))
        {
            yield return new StorageItem<T>(new StorageKey(key), ScaleCodec.Decode(value, decode));
        }
    }

    /// <summary>Reads the values of a map by names, page by page as they are asked for, all of one block.</summary>
    /// <param name="pallet">The pallet's name: <c>System</c>.</param>
    /// <param name="entry">The entry's name: <c>Account</c>.</param>
    /// <param name="keys">The first keys of a map of several keys, to read the values under these only; null for all.</param>
    /// <param name="at">The block; null for the one that is newest when the reading starts.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The values with their keys, in the order of their keys in the state, each once.</returns>
    /// <exception cref="MetadataException">The block's runtime has no such pallet or entry.</exception>
    /// <exception cref="ArgumentException">There are more keys than the entry has, or one is no value of its type.</exception>
    /// <exception cref="RpcException">A request failed. <see cref="RpcFormatException"/> where the node gives keys twice, out of order or with another prefix.</exception>
    /// <exception cref="ScaleException">A key or a value is not what the metadata says.</exception>
    public async IAsyncEnumerable<StorageItem> ReadStorageMapAsync(
        string pallet,
        string entry,
        IReadOnlyList<ScaleValue>? keys = null,
        Hash256? at = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pallet);
        ArgumentNullException.ThrowIfNull(entry);
        Hash256 block = at ?? await _backend.GetBestHashAsync(cancellationToken).ConfigureAwait(false);
        (Runtime runtime, StorageSnapshot _) = await _reader.ReadAsync(static _ => [], block, cancellationToken).ConfigureAwait(false);
        StorageEntryKeys described = new(runtime, pallet, entry);
        await foreach ((byte[] key, byte[] value) in ReadPairsAsync(described.PrefixOf(keys ?? []), block, cancellationToken).ConfigureAwait(false))
        {
            yield return new StorageItem(new StorageKey(key), described.Read(key), described.Decode(value)!);
        }
    }

    private async IAsyncEnumerable<(byte[] Key, byte[] Value)> ReadPairsAsync(
        StorageKey prefix, Hash256 block, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (byte[][] page in new StoragePages(_backend).ReadAsync(prefix, block, cancellationToken).ConfigureAwait(false))
        {
            StorageSnapshot values = await _backend
                .GetStorageAsync([.. page.Select(static key => (ReadOnlyMemory<byte>)key)], block, cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < page.Length; i++)
            {
                yield return (page[i], values.Values[i] ?? throw new RpcFormatException("storage keys", $"{Hex.Format(page[i])} is a key without a value"));
            }
        }
    }
}
