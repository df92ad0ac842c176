using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Scale;

namespace PhatSdk.Chain;

public sealed partial class ChainClient
{
    /// <summary>Reads a value of the chain's state as it is.</summary>
    /// <param name="key">The value's key.</param>
    /// <param name="at">The block; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The encoded value; null where there is none.</returns>
    /// <exception cref="RpcException">The request failed.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> GetStorageAsync(StorageKey key, Hash256? at = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        byte[]? value = await _state.GetStorageAsync(key.Bytes, at, cancellationToken).ConfigureAwait(false);
        // A bare null would become empty memory, by way of an array.
        return value is null ? default(ReadOnlyMemory<byte>?) : value;
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

    /// <summary>Reads a value of the chain's state by names.</summary>
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
        RuntimeMetadata metadata = Metadata;
        StorageEntryMetadata described = metadata[pallet].StorageEntry(entry);
        if (keys.Count != described.Hashers.Count)
        {
            throw new ArgumentException($"{pallet}.{entry} has {described.Hashers.Count} keys, not {keys.Count}", nameof(keys));
        }

        StorageKey key = StorageKey.Create(metadata, pallet, entry, [.. keys]);
        ReadOnlyMemory<byte>? value = await GetStorageAsync(key, at, cancellationToken).ConfigureAwait(false);
        if (value is null && described.IsOptional)
        {
            return null;
        }

        return DynamicCodec.Decode((value ?? described.Default).Span, metadata.Types, described.ValueTypeId);
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
}
