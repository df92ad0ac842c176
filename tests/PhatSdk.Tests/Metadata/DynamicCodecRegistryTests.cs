using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Tests.Metadata;

/// <summary>The dynamic codec over every type of every registry that is at hand.</summary>
public sealed class DynamicCodecRegistryTests
{
    private const int Rounds = 3;

    public static IEnumerable<string> Files => RuntimeMetadataTests.Ours.Concat(MetadataFiles.ThirdParties);

    [TestCaseSource(nameof(Files))]
    public void EveryTypeComesBack(string name)
    {
        TypeRegistry types = RuntimeMetadata.Decode(MetadataFiles.Read(name)).Types;
        int withValues = 0;
        foreach (TypeDefinition type in types.Types)
        {
            RandomValues random = new(types, (ulong)type.Id);
            bool hasValues = false;
            for (int round = 0; round < Rounds; round++)
            {
                if (random.Draw(type.Id) is not ScaleValue value)
                {
                    continue;
                }

                hasValues = true;
                byte[] encoded = DynamicCodec.Encode(types, type.Id, value);
                ScaleValue decoded = DynamicCodec.Decode(encoded, types, type.Id);
                Assert.That(decoded, Is.EqualTo(value), $"type {type.Id}");
                Assert.That(DynamicCodec.Encode(types, type.Id, decoded), Is.EqualTo(encoded), $"type {type.Id}");

                ScaleReader reader = new(encoded);
                DynamicCodec.Skip(ref reader, types, type.Id);
                reader.ThrowIfNotAtEnd();
            }

            withValues += hasValues ? 1 : 0;
        }

        Assert.That(withValues, Is.GreaterThan(types.Count * 9 / 10));
    }

    [TestCaseSource(nameof(Files))]
    public void DamagedBytesThrowOnlyScaleException(string name)
    {
        TypeRegistry types = RuntimeMetadata.Decode(MetadataFiles.Read(name)).Types;
        int refused = 0;
        foreach (TypeDefinition type in types.Types)
        {
            if (new RandomValues(types, (ulong)type.Id).Draw(type.Id) is not ScaleValue value)
            {
                continue;
            }

            byte[] encoded = DynamicCodec.Encode(types, type.Id, value);
            for (int cut = 0; cut < encoded.Length; cut += 1 + (encoded.Length / 8))
            {
                Assert.That(() => DynamicCodec.Decode(encoded.AsSpan(0, cut), types, type.Id), Throws.TypeOf<ScaleException>());
                encoded[cut] ^= (byte)(1 << (cut % 8));
                refused += Try(encoded, types, type.Id) ? 0 : 1;
                encoded[cut] ^= (byte)(1 << (cut % 8));
            }
        }

        Assert.That(refused, Is.Positive);
    }

    // What is taken after all, comes back as the same bytes, but for unused bits of bit sequences.
    private static bool Try(byte[] damaged, TypeRegistry types, int typeId)
    {
        ScaleValue decoded;
        try
        {
            decoded = DynamicCodec.Decode(damaged, types, typeId);
        }
        catch (ScaleException)
        {
            ScaleReader reader = new(damaged);
            try
            {
                DynamicCodec.Skip(ref reader, types, typeId);
                reader.ThrowIfNotAtEnd();
            }
            catch (ScaleException)
            {
                return false;
            }

            throw new AssertionException($"Skip takes what Decode refuses: type {typeId}, {Convert.ToHexString(damaged)}");
        }

        byte[] again = DynamicCodec.Encode(types, typeId, decoded);
        if (types[typeId] is not BitSequenceType && again.Length == damaged.Length && !again.AsSpan().SequenceEqual(damaged))
        {
            Assert.That(DynamicCodec.Decode(again, types, typeId), Is.EqualTo(decoded));
        }

        return true;
    }
}
