using System.Runtime.InteropServices;

namespace PhatSdk.Metadata.Reading;

/// <summary>Names that were read lately: metadata says most of them many times.</summary>
internal sealed class NameCache
{
    private const int Slots = 1024;
    private const int LongestName = 48;

    private readonly Entry[] _entries = new Entry[Slots];

    public string? Find(ReadOnlySpan<byte> source, ReadOnlySpan<byte> name)
    {
        if (name.Length > LongestName)
        {
            return null;
        }

        ref readonly Entry entry = ref _entries[Slot(name)];
        return entry.Text is not null && source.Slice(entry.Offset, entry.Length).SequenceEqual(name) ? entry.Text : null;
    }

    /// <param name="name">Its bytes, a part of the source.</param>
    /// <param name="offset">Where in the source they are.</param>
    /// <param name="text">What they say.</param>
    public void Add(ReadOnlySpan<byte> name, int offset, string text)
    {
        if (name.Length <= LongestName)
        {
            _entries[Slot(name)] = new Entry(text, offset, name.Length);
        }
    }

    // Names differ in their length, start and end.
    private static uint Slot(ReadOnlySpan<byte> name)
    {
        if (name.Length < sizeof(uint))
        {
            uint few = (uint)name.Length;
            foreach (byte character in name)
            {
                few = (few * 31) + character;
            }

            return few % Slots;
        }

        uint start = MemoryMarshal.Read<uint>(name);
        uint end = MemoryMarshal.Read<uint>(name[^sizeof(uint)..]);
        uint middle = name[name.Length / 2];
        return (((start * 0x9e3779b1) ^ (end * 0x85ebca77) ^ (middle * 0xc2b2ae3d)) + ((uint)name.Length * 0x27d4eb2f)) >> 22;
    }

    private readonly record struct Entry(string? Text, int Offset, int Length);
}
