using Wasmtime;

namespace PhatSdk.Devnet.Wasm.Host;

/// <summary>A running instance's memory. Spans are checked against its bounds, and valid until it grows: until the next allocation.</summary>
/// <param name="memory">The memory.</param>
internal readonly struct GuestMemory(Memory memory)
{
    /// <summary>The bytes of a fat pointer.</summary>
    /// <exception cref="HostFaultException">They are not within the memory.</exception>
    internal Span<byte> Slice(long fat)
    {
        GuestSlice slice = GuestSlice.From(fat);
        return Slice(slice.Address, slice.Length);
    }

    /// <summary>Bytes of a length known beforehand.</summary>
    /// <inheritdoc cref="Slice(long)"/>
    internal Span<byte> Slice(int address, int length) => Slice((uint)address, (uint)length);

    private Span<byte> Slice(uint address, uint length)
    {
        long size = memory.GetLength();
        if (length > int.MaxValue || address + (long)length > size)
        {
            throw new HostFaultException($"{length} bytes at 0x{address:x} are not within the memory's {size}");
        }

        return length == 0 ? default : memory.GetSpan(address, (int)length);
    }
}
