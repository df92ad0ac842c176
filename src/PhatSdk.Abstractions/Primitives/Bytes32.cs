using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PhatSdk.Primitives;

/// <summary>Thirty-two bytes without a heap object.</summary>
[InlineArray(Size)]
internal struct Bytes32
{
    public const int Size = 32;

    private byte _first;

    public static Bytes32 From(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException($"{bytes.Length} bytes given, {Size} needed", name);
        }

        Bytes32 value = default;
        bytes.CopyTo(value);
        return value;
    }

    public readonly bool SequenceEqual(in Bytes32 other) => ((ReadOnlySpan<byte>)this).SequenceEqual(other);

    public readonly int HashCode() => MemoryMarshal.Read<int>(this) ^ MemoryMarshal.Read<int>(((ReadOnlySpan<byte>)this)[28..]);
}
