using System.Runtime.CompilerServices;
using PhatSdk.Chain.Backends;
using PhatSdk.Primitives;
using PhatSdk.Rpc;

namespace PhatSdk.Chain;

/// <summary>Reads the keys with a prefix page by page. A node whose pages do not go on in order is refused: it would have the reader go round for ever.</summary>
internal sealed class StoragePages(IChainBackend backend)
{
    public async IAsyncEnumerable<byte[][]> ReadAsync(StorageKey prefix, Hash256 at, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        byte[]? last = null;
        await foreach (byte[][] page in backend.ReadKeysAsync(prefix.Bytes, at, cancellationToken).ConfigureAwait(false))
        {
            foreach (byte[] key in page)
            {
                if (!key.AsSpan().StartsWith(prefix.Bytes.Span))
                {
                    throw Refuse($"{Hex.Format(key)} does not start with {prefix}");
                }

                if (last is not null && last.AsSpan().SequenceCompareTo(key) >= 0)
                {
                    throw Refuse($"{Hex.Format(key)} comes after {Hex.Format(last)}");
                }

                last = key;
            }

            yield return page;
        }
    }

    private static RpcFormatException Refuse(string reason) => new("storage keys", reason);
}
