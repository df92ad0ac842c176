using System.Runtime.CompilerServices;
using PhatSdk.Chain.Backends;
using PhatSdk.Primitives;
using PhatSdk.Rpc;

namespace PhatSdk.Chain;

/// <summary>Reads the keys with a prefix page by page. A node whose pages do not go on in order is refused: it would have the reader go round for ever.</summary>
internal sealed class StoragePages(IChainBackend backend)
{
    /// <summary>How many keys a page has; a node takes 1,000 at most.</summary>
    public const uint PageSize = 512;

    public async IAsyncEnumerable<byte[][]> ReadAsync(StorageKey prefix, Hash256 at, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte>? last = null;
        byte[][] page;
        do
        {
            page = await backend.GetKeysAsync(prefix.Bytes, PageSize, last, at, cancellationToken).ConfigureAwait(false);
            ThrowIfUnfit(page, prefix, last);
            if (page.Length == 0)
            {
                yield break;
            }

            last = page[^1];
            yield return page;
        }
        while (page.Length == PageSize);
    }

    private static void ThrowIfUnfit(byte[][] page, StorageKey prefix, ReadOnlyMemory<byte>? last)
    {
        if (page.Length > PageSize)
        {
            throw Refuse($"{page.Length} keys where at most {PageSize} were asked for");
        }

        ReadOnlyMemory<byte>? before = last;
        foreach (byte[] key in page)
        {
            if (!key.AsSpan().StartsWith(prefix.Bytes.Span))
            {
                throw Refuse($"{Hex.Format(key)} does not start with {prefix}");
            }

            if (before is { } previous && previous.Span.SequenceCompareTo(key) >= 0)
            {
                throw Refuse($"{Hex.Format(key)} comes after {Hex.Format(previous.Span)}");
            }

            before = key;
        }
    }

    private static RpcFormatException Refuse(string reason) => new("storage keys", reason);
}
