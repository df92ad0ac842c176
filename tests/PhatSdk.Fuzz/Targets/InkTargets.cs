using PhatSdk.Contracts;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Ink;
using PhatSdk.Metadata.Types;
using PhatSdk.Scale;

namespace PhatSdk.Fuzz.Targets;

/// <summary>The files that cargo-contract writes.</summary>
internal static class InkTargets
{
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "{", "}", "[", "]", ",", ":", "null", "true", "-1", "1e999", "4294967296", "99999999999999999999999999", "\"\"", "\"0x\"", "\"0x00\"",
            "\"type\":0", "\"type\":1", "\"len\":4294967295", "\"def\":{\"tuple\":[]}", "\"version\":6", "\"V3\":", "/**/", "\\ud800", "[[[[[[[[[[[[[[[[",
            "{\"a\":{\"a\":{\"a\":", "\"root\":{", "\"leaf\":{\"key\":\"0x00000000\",\"ty\":0}", "\"storage\":null",
        }.Select(Corpus.Utf8),
    ];

    public static FuzzTarget CreateForMetadata(string name) => new(name, Corpus.Contracts("*.json", 60_000), DecodeMetadata, typeof(MetadataException)) { Tokens = Tokens, AllocationConstant = 1 << 20 };

    public static FuzzTarget CreateForBundle(string name) => new(name, Corpus.Contracts("*.contract", 60_000), DecodeBundle, typeof(MetadataException)) { Tokens = Tokens, AllocationConstant = 1 << 20 };

    private static void DecodeMetadata(byte[] input)
    {
        InkMetadata metadata = InkMetadata.Parse(Corpus.Text(input));
        foreach (InkMessage message in metadata.Messages)
        {
            if (message.ReturnTypeId is { } typeId)
            {
                DecodeZeroes(metadata.Types, typeId);
            }
        }
    }

    // Decoders of types that cannot be are another matter than the file, but must not hang or overflow the stack either.
    private static void DecodeZeroes(TypeRegistry types, int typeId)
    {
        try
        {
            DynamicCodec.Decode(new byte[64], types, typeId);
        }
        catch (ScaleException)
        {
            // Zeroes need not be a value.
        }
    }

    private static void DecodeBundle(byte[] input) => ContractBundle.Parse(Corpus.Text(input));
}
