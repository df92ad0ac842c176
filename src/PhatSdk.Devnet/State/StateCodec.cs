using PhatSdk.Scale;

namespace PhatSdk.Devnet.State;

/// <summary>A state as bytes: the entries of the main trie, then each child trie with its own.</summary>
internal static class StateCodec
{
    // A key and a value, both of which may be empty.
    private const int SmallestEntry = 2;

    internal static void Write(ref ScaleWriter writer, StateView state)
    {
        IReadOnlyList<byte[]> children = state.ChildTries();
        List<byte[]> keys = [.. state.Keys(default).Where(static key => !ChildTrieKey.IsReserved(key))];
        writer.WriteLength(keys.Count);
        foreach (byte[] key in keys)
        {
            writer.WriteBytes(key);
            writer.WriteBytes(state.Get(key)!.Value.Span);
        }

        writer.WriteLength(children.Count);
        foreach (byte[] child in children)
        {
            writer.WriteBytes(child);
            IReadOnlyList<byte[]> childKeys = state.ChildKeys(child, default);
            writer.WriteLength(childKeys.Count);
            foreach (byte[] key in childKeys)
            {
                writer.WriteBytes(key);
                writer.WriteBytes(state.GetChild(child, key)!.Value.Span);
            }
        }
    }

    /// <exception cref="ScaleException">The bytes are something else.</exception>
    internal static StateView Read(ref ScaleReader reader)
    {
        StateOverlay state = new(StateView.Empty);
        for (int remaining = reader.ReadLength(SmallestEntry); remaining > 0; remaining--)
        {
            int offset = reader.Offset;
            ReadOnlySpan<byte> key = reader.ReadBytes();
            if (ChildTrieKey.IsReserved(key))
            {
                throw new ScaleException("a value stands in a child trie's place", offset);
            }

            state.Set(key, reader.ReadBytes());
        }

        for (int remaining = reader.ReadLength(SmallestEntry); remaining > 0; remaining--)
        {
            ReadOnlySpan<byte> child = reader.ReadBytes();
            for (int entries = reader.ReadLength(SmallestEntry); entries > 0; entries--)
            {
                ReadOnlySpan<byte> key = reader.ReadBytes();
                state.SetChild(child, key, reader.ReadBytes());
            }
        }

        return state.ToView();
    }
}
