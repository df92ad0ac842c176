using System.Buffers.Binary;
using System.Text;
using PhatSdk.Crypto;
using PhatSdk.Scale;

namespace PhatSdk.Chain;

/// <summary>One API of a runtime with its version.</summary>
/// <param name="Id">The first eight bytes of BLAKE2b-64 of the API's name, as a big-endian number.</param>
/// <param name="Version">The version.</param>
public readonly record struct RuntimeApiVersion(ulong Id, uint Version) : IScaleType<RuntimeApiVersion>
{
    internal const int Size = sizeof(ulong) + sizeof(uint);

    /// <summary>The id of an API.</summary>
    /// <param name="name">The API's name: <c>ContractsApi</c>.</param>
    /// <returns>The id.</returns>
    public static ulong IdOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Span<byte> hash = stackalloc byte[sizeof(ulong)];
        Blake2b.Hash(Encoding.UTF8.GetBytes(name), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    /// <inheritdoc/>
    public static RuntimeApiVersion Decode(ref ScaleReader reader) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(reader.ReadRaw(sizeof(ulong))), reader.ReadUInt32());

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer)
    {
        BinaryPrimitives.WriteUInt64BigEndian(writer.Advance(sizeof(ulong)), Id);
        writer.WriteUInt32(Version);
    }
}
