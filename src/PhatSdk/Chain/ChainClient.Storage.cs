using PhatSdk.Chain.Backends;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Scale;

namespace PhatSdk.Chain;

public sealed partial class ChainClient
{
    // What a node takes in one request has limits; an answer has them too.
    private const int MostKeysAtOnce = 512;

    /// <summary>Reads a value of the chain's state as it is.</summary>
    /// <param name="key">The value's key.</param>
    /// <param name="at">The block; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The encoded value; null where there is none.</returns>
    /// <exception cref="RpcException">The request failed.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> GetStorageAsync(StorageKey key, Hash256? at = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return OrNull(await _backend.GetStorageAsync(key.Bytes, at, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Reads a value of the chain's state as a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="key">The value's key.</param>
    /// <param name="decode">Decodes the value.</param>
    /// <param name="at">The block; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The value; none where there is none.</returns>
    /// <exception cref="RpcException">The request failed.</exception>
    /// <exception cref="ScaleException">The value is not of that type.</exception>
    public async ValueTask<Option<T>> GetStorageAsync<T>(
        StorageKey key, ScaleDecoder<T> decode, Hash256? at = null, CancellationToken cancellationToken = default)
    {
        ReadOnlyMemory<byte>? value = await GetStorageAsync(key, at, cancellationToken).ConfigureAwait(false);
        return value is { } bytes ? new Option<T>(ScaleCodec.Decode(bytes.Span, decode)) : default;
    }

    /// <summary>Reads a value of the chain's state by names, as the runtime that made the block describes it.</summary>
    /// <param name="pallet">The pallet's name: <c>System</c>.</param>
    /// <param name="entry">The entry's name: <c>Account</c>.</param>
    /// <param name="keys">The keys of a map; none for a plain value.</param>
    /// <param name="at">The block; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The value; where there is none, the entry's default, or null for an entry that has none.</returns>
    /// <exception cref="MetadataException">The runtime has no such pallet or entry.</exception>
    /// <exception cref="ArgumentException">There are not as many keys as the entry has, or one is no value of its type.</exception>
    /// <exception cref="RpcException">The request failed.</exception>
    /// <exception cref="ScaleException">The value is not what the metadata says.</exception>
    public async ValueTask<ScaleValue?> GetStorageAsync(
        string pallet, string entry, IReadOnlyList<ScaleValue> keys, Hash256? at = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        (Runtime runtime, StorageSnapshot snapshot) = await _reader
            .ReadAsync(known => [new StorageEntryKeys(known, pallet, entry).KeyOf(keys).Bytes], at, cancellationToken).ConfigureAwait(false);
        return new StorageEntryKeys(runtime, pallet, entry).Decode(snapshot.Values[0]);
    }

    /// <summary>Reads many values of the chain's state as they are, in few requests, all of one block.</summary>
    /// <param name="keys">The values' keys.</param>
    /// <param name="at">The block; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The values in the order of the keys, and their block.</returns>
    /// <exception cref="RpcException">A request failed.</exception>
    public async ValueTask<StorageValues> GetStorageValuesAsync(
        IReadOnlyList<StorageKey> keys, Hash256? at = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        StorageSnapshot read = await ReadManyAsync([.. keys.Select(static key => key.Bytes)], at, cancellationToken).ConfigureAwait(false);
        return new StorageValues(read.Block, [.. read.Values.Select(OrNull)]);
    }

    /// <summary>Reads many values of the chain's state as a type, in few requests, all of one block.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="keys">The values' keys.</param>
    /// <param name="decode">Decodes a value.</param>
    /// <param name="at">The block; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The values in the order of the keys; none where there is none.</returns>
    /// <exception cref="RpcException">A request failed.</exception>
    /// <exception cref="ScaleException">A value is not of that type.</exception>
    public async ValueTask<IReadOnlyList<Option<T>>> GetStorageValuesAsync<T>(
        IReadOnlyList<StorageKey> keys, ScaleDecoder<T> decode, Hash256? at = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(decode);
        StorageValues read = await GetStorageValuesAsync(keys, at, cancellationToken).ConfigureAwait(false);
        return [.. read.Values.Select(value => value is { } bytes ? new Option<T>(ScaleCodec.Decode(bytes.Span, decode)) : default)];
    }

    /// <summary>Reads many values of one map by names, in few requests, all of one block.</summary>
    /// <param name="pallet">The pallet's name: <c>System</c>.</param>
    /// <param name="entry">The entry's name: <c>Account</c>.</param>
    /// <param name="keys">For each value, the keys of the map.</param>
    /// <param name="at">The block; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The values in the order of the keys; where there is none, the entry's default, or null for an entry that has none.</returns>
    /// <exception cref="MetadataException">The runtime has no such pallet or entry.</exception>
    /// <exception cref="ArgumentException">There are not as many keys as the entry has, or one is no value of its type.</exception>
    /// <exception cref="RpcException">A request failed.</exception>
    /// <exception cref="ScaleException">A value is not what the metadata says.</exception>
    public async ValueTask<IReadOnlyList<ScaleValue?>> GetStorageValuesAsync(
        string pallet, string entry, IReadOnlyList<IReadOnlyList<ScaleValue>> keys, Hash256? at = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        List<ScaleValue?> values = new(keys.Count);
        foreach (IReadOnlyList<ScaleValue>[] part in keys.Chunk(MostKeysAtOnce))
        {
            (Runtime runtime, StorageSnapshot snapshot) = await _reader.ReadAsync(KeysOf, at, cancellationToken).ConfigureAwait(false);
            StorageEntryKeys described = new(runtime, pallet, entry);
            values.AddRange(snapshot.Values.Select(described.Decode));
            at = snapshot.Block;

            ReadOnlyMemory<byte>[] KeysOf(Runtime known)
            {
                StorageEntryKeys entryKeys = new(known, pallet, entry);
                return [.. part.Select(one => entryKeys.KeyOf(one).Bytes)];
            }
        }

        return values;
    }

    /// <summary>What the chain holds of an account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="at">The block; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The account; all zeros where it is not there.</returns>
    /// <exception cref="RpcException">The request failed.</exception>
    /// <exception cref="ScaleException">The chain's accounts have another form.</exception>
    public async ValueTask<AccountInfo> GetAccountAsync(AccountId account, Hash256? at = null, CancellationToken cancellationToken = default)
    {
        StorageKey key = StorageKey.Create(Metadata, "System", "Account", account);
        Option<AccountInfo> found = await GetStorageAsync(key, AccountInfo.Decode, at, cancellationToken).ConfigureAwait(false);
        return found.TryGetValue(out AccountInfo? value) ? value : new AccountInfo();
    }

    /// <summary>A constant of <see cref="Runtime"/>.</summary>
    /// <param name="pallet">The pallet's name: <c>Balances</c>.</param>
    /// <param name="name">The constant's name: <c>ExistentialDeposit</c>.</param>
    /// <returns>The value.</returns>
    /// <exception cref="MetadataException">The runtime has no such pallet or constant.</exception>
    public ScaleValue GetConstant(string pallet, string name) => Runtime.GetConstant(pallet, name);

    private async ValueTask<StorageSnapshot> ReadManyAsync(ReadOnlyMemory<byte>[] keys, Hash256? at, CancellationToken cancellationToken)
    {
        if (keys.Length == 0)
        {
            return new StorageSnapshot(at ?? await _backend.GetBestHashAsync(cancellationToken).ConfigureAwait(false), []);
        }

        List<byte[]?> values = new(keys.Length);
        foreach (ReadOnlyMemory<byte>[] part in keys.Chunk(MostKeysAtOnce))
        {
            StorageSnapshot read = await _backend.GetStorageAsync(part, at, cancellationToken).ConfigureAwait(false);
            values.AddRange(read.Values);
            at = read.Block;
        }

        return new StorageSnapshot(at!.Value, [.. values]);
    }

    // A bare null would become empty memory, by way of an array.
    private static ReadOnlyMemory<byte>? OrNull(byte[]? value) => value is null ? default(ReadOnlyMemory<byte>?) : value;
}
