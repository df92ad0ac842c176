namespace PhatSdk.Devnet.Wasm;

/// <summary>
/// A runtime's wasm in two parts: its code, and the data that its memory begins with. Put into the module that owns the memory, Wasmtime maps the
/// data copy-on-write; left where it is, all of it is copied for each instance, which takes longer than everything else that making one does.
/// </summary>
/// <param name="Code">The module without its data section; the whole module where that cannot be moved.</param>
/// <param name="DataSection">The data section, header included; empty where it was not moved.</param>
internal readonly record struct RuntimeImage(ReadOnlyMemory<byte> Code, ReadOnlyMemory<byte> DataSection)
{
    private const int HeaderSize = 8;
    private const byte DataId = 11;
    private const byte DataCountId = 12;
    private const byte ConstantInstruction = 0x41;
    private const byte EndInstruction = 0x0b;

    /// <summary>
    /// Takes a module apart. The data is moved where it is all plain: each piece at a constant address, written as the instance is made, and never
    /// named by an instruction. What is no wasm comes back whole, for the compiler to refuse.
    /// </summary>
    internal static RuntimeImage Of(ReadOnlyMemory<byte> wasm)
    {
        ReadOnlySpan<byte> bytes = wasm.Span;
        Range? data = null;
        int at = HeaderSize;
        while (at < bytes.Length)
        {
            int start = at;
            byte id = bytes[at++];
            if (!TryReadNumber(bytes, ref at, out uint size) || size > bytes.Length - at || id == DataCountId)
            {
                return new RuntimeImage(wasm, default);
            }

            int body = at;
            at += (int)size;
            if (id == DataId)
            {
                if (data is not null || !IsPlain(bytes[body..at]))
                {
                    return new RuntimeImage(wasm, default);
                }

                data = start..at;
            }
        }

        return data is { } section
            ? new RuntimeImage((byte[])[.. bytes[..section.Start], .. bytes[section.End..]], wasm[section])
            : new RuntimeImage(wasm, default);
    }

    private static bool IsPlain(ReadOnlySpan<byte> section)
    {
        int at = 0;
        bool isRead = TryReadNumber(section, ref at, out uint count);
        for (uint i = 0; isRead && i < count; i++)
        {
            uint length = 0;
            isRead = TryReadNumber(section, ref at, out uint flags) && flags == 0
                && TryReadByte(section, ref at, ConstantInstruction)
                && TryReadNumber(section, ref at, out _)
                && TryReadByte(section, ref at, EndInstruction)
                && TryReadNumber(section, ref at, out length)
                && length <= section.Length - at;
            at += isRead ? (int)length : 0;
        }

        return isRead && at == section.Length;
    }

    private static bool TryReadByte(ReadOnlySpan<byte> bytes, ref int at, byte expected) => at < bytes.Length && bytes[at++] == expected;

    // LEB128 of 32 bits; of a signed number the bits are not looked at.
    private static bool TryReadNumber(ReadOnlySpan<byte> bytes, ref int at, out uint number)
    {
        number = 0;
        for (int shift = 0; shift < 35 && at < bytes.Length; shift += 7)
        {
            byte next = bytes[at++];
            number |= (uint)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
