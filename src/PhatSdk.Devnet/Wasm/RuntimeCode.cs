using System.IO.Compression;
using System.Security.Cryptography;

namespace PhatSdk.Devnet.Wasm;

/// <summary>A runtime's wasm, compressed or not.</summary>
internal sealed class RuntimeCode
{
    // Hostile input may not unpack without end: the largest real runtimes have less than a tenth of this.
    private const int LargestWasm = 64 << 20;

    private readonly Lazy<byte[]> _wasm;

    private RuntimeCode(string name, ReadOnlyMemory<byte> source, Func<byte[]> unpack)
    {
        Name = name;
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(source.Span));
        _wasm = new Lazy<byte[]>(unpack);
    }

    /// <summary>What messages call it.</summary>
    internal string Name { get; }

    /// <summary>SHA-256 of the bytes that it was made from: what a cache knows it by.</summary>
    internal string Fingerprint { get; }

    /// <summary>The wasm; unpacked when it is first needed.</summary>
    internal ReadOnlyMemory<byte> Wasm => _wasm.Value;

    internal static RuntimeCode Plain(string name, ReadOnlyMemory<byte> wasm) => new(name, wasm, () => wasm.ToArray());

    /// <summary>Code compressed with Brotli.</summary>
    internal static RuntimeCode Compressed(string name, ReadOnlyMemory<byte> compressed) => new(name, compressed, () => Unpack(name, compressed));

    private static byte[] Unpack(string name, ReadOnlyMemory<byte> compressed)
    {
        using BrotliStream stream = new(new MemoryStream(compressed.ToArray(), writable: false), CompressionMode.Decompress);
        using MemoryStream wasm = new(8 * compressed.Length);
        byte[] buffer = new byte[81920];
        for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            wasm.Write(buffer, 0, read);
            if (wasm.Length > LargestWasm)
            {
                throw new InvalidDataException($"{name}: the wasm unpacks to more than {LargestWasm} bytes");
            }
        }

        return wasm.ToArray();
    }
}
