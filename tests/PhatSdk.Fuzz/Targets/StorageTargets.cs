using PhatSdk.Contracts.Storage;
using PhatSdk.Metadata.Ink;
using PhatSdk.Metadata.Types;
using PhatSdk.Scale;

namespace PhatSdk.Fuzz.Targets;

/// <summary>Where contracts keep their fields, and what lies there.</summary>
internal static class StorageTargets
{
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "\"root\":{\"root_key\":\"0x00000000\",\"ty\":0,\"layout\":", "\"leaf\":{\"key\":\"0x00000000\",\"ty\":0}", "\"array\":{\"len\":4294967295,\"offset\":\"0x00000000\",\"layout\":",
            "\"struct\":{\"name\":\"\",\"fields\":[", "\"enum\":{\"dispatchKey\":\"0x00000000\",\"variants\":{\"0\":{\"fields\":[", "{", "}", "[", "]", "\"ty\":1", "\"ty\":9",
        }.Select(Corpus.Utf8),
    ];

    public static FuzzTarget CreateForLayouts(string name) =>
        new(name, Corpus.Contracts("*.json", 20_000), DecodeLayout, typeof(MetadataException)) { Tokens = Tokens };

    /// <summary>A byte that says which field, then its cell.</summary>
    public static FuzzTarget CreateForCells(string name)
    {
        ContractField[] fields =
        [
            .. Corpus.Contracts("*.json", 60_000)
                .SelectMany(file => ContractStorage.Of(InkMetadata.Parse(Corpus.Text(file))).Fields)
                .Take(byte.MaxValue + 1),
        ];
        IEnumerable<byte[]> seeds = Enumerable.Range(0, fields.Length).SelectMany(i => new[] { 4, 80, 200 }.Select(size => (byte[])[(byte)i, .. new byte[size]]));
        return new FuzzTarget(name, [.. seeds], input => DecodeCell(fields, input), typeof(ScaleException)) { AllocationConstant = 1 << 20 };
    }

    private static void DecodeLayout(byte[] input)
    {
        foreach (ContractField field in ContractStorage.Of(InkMetadata.Parse(Corpus.Text(input))).Fields)
        {
            _ = field.Key.ToChildKey();
            try
            {
                field.Decode(new byte[64]);
            }
            catch (ScaleException)
            {
                // Zeroes need not be what a cell holds.
            }
        }
    }

    private static void DecodeCell(ContractField[] fields, byte[] input)
    {
        ScaleReader reader = new(input);
        fields[reader.ReadByte() % fields.Length].Decode(reader.RemainingSpan);
    }
}
