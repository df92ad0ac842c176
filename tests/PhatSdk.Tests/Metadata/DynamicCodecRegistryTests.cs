using PhatSdk.Metadata;
using PhatSdk.Metadata.Ink;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Metadata;

/// <summary>The dynamic codec over every type of every registry that is at hand.</summary>
public sealed class DynamicCodecRegistryTests
{
    private const int Rounds = 3;

    public static IEnumerable<string> Files => RuntimeMetadataTests.Ours.Concat(MetadataFiles.ThirdParties);

    public static IEnumerable<string> Abis =>
        from folder in Directory.GetDirectories(Fixtures.Contract(""))
        from place in Directory.GetDirectories(folder, "ink*").Prepend(folder)
        from file in Directory.GetFiles(place)
        where Path.GetExtension(file) is ".json" or ".contract"
        select Path.GetRelativePath(Fixtures.Contract(""), file);

    [TestCaseSource(nameof(Files))]
    public void EveryTypeComesBack(string name)
    {
        TypeRegistry types = RuntimeMetadata.Decode(MetadataFiles.Read(name)).Types;
        Assert.That(CountThatComeBack(types), Is.GreaterThan(types.Count * 9 / 10));
    }

    [TestCaseSource(nameof(Abis))]
    public void EveryTypeOfAnAbiComesBack(string file) => AssertAllComeBack(Fixtures.Contract(file));

    [TestCase("phala_check_system_v4.json")]
    [TestCase("phala_system_v4.json")]
    [TestCase("psp22_papi_v5.json")]
    [TestCase("psp22_v5.json")]
    [TestCase("psp22_v6.json")]
    public void EveryTypeOfOthersAbisComesBack(string file) => AssertAllComeBack(Fixtures.ThirdParty("abi/" + file));

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

    // Of all types but those that have no values, as the extension of chains without one.
    private static void AssertAllComeBack(string path)
    {
        TypeRegistry types = InkMetadata.Parse(File.ReadAllText(path)).Types;
        Assert.That(CountThatComeBack(types), Is.EqualTo(types.Types.Count(type => type is not VariantType { Variants: [] })).And.Positive);
    }

    private static int CountThatComeBack(TypeRegistry types)
    {
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

        return withValues;
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
