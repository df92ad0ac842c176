using PhatSdk.Metadata;
using PhatSdk.Metadata.Values;
using PhatSdk.TestKit;

namespace PhatSdk.Fuzz.Targets;

/// <summary>The text and the JSON of values. What is read, is written and read again.</summary>
internal static class ValueTargets
{
    public static FuzzTarget CreateForText(string name) => new(name, [.. Values().Select(value => Corpus.Utf8(value.ToString()))], input => ScaleValue.Parse(Corpus.Text(input)), typeof(FormatException))
    {
        Tokens = [.. new[] { "{ ", " }", "(", ")", "[", "]", ", ", ": ", "None", "a", "true", "\"", "\\u", "0x", "0b", "-", "((((((((", "[[[[[[[[" }.Select(Corpus.Utf8)],
        AllocationConstant = 1 << 16,
        AllocationFactor = 16 * sizeof(char),
        Check = CheckText,
    };

    public static FuzzTarget CreateForJson(string name) => new(name, [.. Values().Select(value => Corpus.Utf8(value.ToJson()))], input => ScaleValue.FromJson(input), typeof(FormatException))
    {
        Tokens = [.. new[] { "{\"", "}", "[", "]", ",", ":", "null", "true", "\"$text\":", "\"$variant\":", "\"$fields\":", "\"$$\"", "\"0x", "\"0b", "-", "1e9", "\\ud800" }.Select(Corpus.Utf8)],
        AllocationConstant = 1 << 16,
        AllocationFactor = 16 * sizeof(char),
        Check = CheckJson,
    };

    private static IEnumerable<ScaleValue> Values()
    {
        RuntimeMetadata metadata = RecordedMetadata.PhatChain;
        int records = metadata["System"].StorageEntry("Events").ValueTypeId;
        return RecordedBlocks.All
            .SelectMany(block => DynamicCodec.Decode(block.Events, metadata.Types, records).Items)
            .DistinctBy(record => record["event"].Items[0].ToString())
            .Take(200)
            .Append(ScaleValue.Variant("transfer", ScaleValue.Fields(("Dest", "0x"), ("a b", true))))
            .Append(ScaleValue.Tuple(new Primitives.BitSequence([true]), ScaleValue.Sequence(-1, System.Numerics.BigInteger.Pow(2, 200)), "\n"));
    }

    private static void CheckText(byte[] input)
    {
        ScaleValue value = ScaleValue.Parse(Corpus.Text(input));
        if (ScaleValue.Parse(value.ToString()) != value)
        {
            throw new InvalidOperationException($"{value} is another value");
        }
    }

    private static void CheckJson(byte[] input)
    {
        ScaleValue value = ScaleValue.FromJson(input);
        if (ScaleValue.FromJson(value.ToJson()) != value)
        {
            throw new InvalidOperationException($"{value.ToJson()} is another value");
        }
    }
}
