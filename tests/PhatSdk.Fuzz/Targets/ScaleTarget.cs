using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Fuzz.Targets;

/// <summary>The typed reads of <see cref="ScaleReader"/>: a byte that says which, then what it reads, until the input ends.</summary>
internal static class ScaleTarget
{
    // The elements without content that a reader takes at most, as references.
    private const long EmptyElements = 16L * ScaleReader.MaxEmptyElements;

    private delegate void Read(ref ScaleReader reader);

    private static readonly Read[] Reads =
    [
        (ref reader) => reader.ReadByte(),
        (ref reader) => reader.ReadInt16(),
        (ref reader) => reader.ReadUInt32(),
        (ref reader) => reader.ReadInt64(),
        (ref reader) => reader.ReadUInt128(),
        (ref reader) => reader.ReadInt256(),
        (ref reader) => reader.ReadBoolean(),
        (ref reader) => reader.ReadChar(),
        (ref reader) => reader.ReadOptionTag(),
        (ref reader) => reader.ReadOptionBool(),
        (ref reader) => reader.ReadResultTag(),
        (ref reader) => reader.ReadString(),
        (ref reader) => reader.ReadBytes(),
        (ref reader) => reader.ReadCompactByte(),
        (ref reader) => reader.ReadCompactUInt16(),
        (ref reader) => reader.ReadCompactUInt32(),
        (ref reader) => reader.ReadCompactUInt64(),
        (ref reader) => reader.ReadCompactUInt128(),
        (ref reader) => reader.ReadCompactBigInteger(),
        (ref reader) => reader.ReadVector(4, static (ref inner) => inner.ReadUInt32()),
        (ref reader) => reader.ReadVector(1, static (ref inner) => inner.ReadString()),
        (ref reader) => reader.ReadVector<Unit>(0),
        (ref reader) => reader.ReadMap(2, static (ref inner) => inner.ReadByte(), static (ref inner) => inner.ReadString()),
        (ref reader) => reader.ReadMap(1, static (ref inner) => inner.ReadString(), static (ref inner) => inner.Read<Unit>()),
        (ref reader) => ReadTree(ref reader),
        (ref reader) => reader.Read<AccountId>(),
        (ref reader) => reader.Read<Weight>(),
        (ref reader) => reader.Read<MultiAddress>(),
        (ref reader) => reader.Read<MultiSignature>(),
        (ref reader) => BitSequence.Decode(ref reader, 1, BitOrder.Lsb0),
        (ref reader) => BitSequence.Decode(ref reader, 4, BitOrder.Msb0),
        (ref reader) => BitSequence.Decode(ref reader, 8, BitOrder.Lsb0),
    ];

    public static FuzzTarget Create(string name)
    {
        IReadOnlyList<byte[]> vectors = Corpus.Bytes("rust/scale.json");
        byte[][] seeds = [.. vectors.Where(vector => vector.Length < 4096).Select((vector, i) => (byte[])[(byte)(i % Reads.Length), .. vector])];
        return new FuzzTarget(name, [[2, 1, 2, 3, 4], [24, 4, 0], .. seeds], Decode, typeof(ScaleException)) { AllocationConstant = EmptyElements };
    }

    private static void Decode(byte[] input)
    {
        ScaleReader reader = new(input);
        while (reader.Remaining > 0)
        {
            Reads[reader.ReadByte() % Reads.Length](ref reader);
        }

        reader.ThrowIfNotAtEnd();
    }

    private static int ReadTree(ref ScaleReader reader)
    {
        reader.Enter();
        int[] children = reader.ReadVector(1, ReadTree);
        reader.Leave();
        return children.Length;
    }
}
