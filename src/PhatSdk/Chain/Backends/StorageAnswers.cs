using PhatSdk.Primitives;
using PhatSdk.Rpc;

namespace PhatSdk.Chain.Backends;

/// <summary>Puts values in the order of the keys that were asked for.</summary>
internal static class StorageAnswers
{
    /// <exception cref="RpcFormatException">A key that was asked for is not among the answers.</exception>
    public static byte[]?[] InOrderOf(IReadOnlyList<ReadOnlyMemory<byte>> keys, IReadOnlyList<KeyValuePair<byte[], byte[]?>> answers, string method)
    {
        if (IsInOrder(keys, answers))
        {
            return [.. answers.Select(static answer => answer.Value)];
        }

        Dictionary<string, byte[]?> byKey = [];
        foreach ((byte[] key, byte[]? value) in answers)
        {
            byKey[Hex.Format(key)] = value;
        }

        byte[]?[] values = new byte[]?[keys.Count];
        for (int i = 0; i < values.Length; i++)
        {
            string key = Hex.Format(keys[i].Span);
            values[i] = byKey.TryGetValue(key, out byte[]? value) ? value : throw new RpcFormatException(method, $"nothing about key {key}");
        }

        return values;
    }

    /// <summary>The values after some of them changed. What was not asked for is left out.</summary>
    public static byte[]?[] Change(IReadOnlyList<ReadOnlyMemory<byte>> keys, byte[]?[] values, IReadOnlyList<KeyValuePair<byte[], byte[]?>> changes)
    {
        byte[]?[] changed = [.. values];
        foreach ((byte[] key, byte[]? value) in changes)
        {
            for (int i = 0; i < changed.Length; i++)
            {
                if (keys[i].Span.SequenceEqual(key))
                {
                    changed[i] = value;
                }
            }
        }

        return changed;
    }

    private static bool IsInOrder(IReadOnlyList<ReadOnlyMemory<byte>> keys, IReadOnlyList<KeyValuePair<byte[], byte[]?>> answers)
    {
        if (keys.Count != answers.Count)
        {
            return false;
        }

        for (int i = 0; i < answers.Count; i++)
        {
            if (!keys[i].Span.SequenceEqual(answers[i].Key))
            {
                return false;
            }
        }

        return true;
    }
}
