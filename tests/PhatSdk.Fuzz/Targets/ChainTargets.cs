using PhatSdk.Chain;
using PhatSdk.Contracts;
using PhatSdk.Extrinsics.Decoding;
using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Fuzz.Targets;

/// <summary>What a node tells: a block's events, its own structs.</summary>
internal static class ChainTargets
{
    private static readonly Action<byte[]>[] Structs =
    [
        input => ScaleCodec.Decode<RuntimeVersion>(input),
        input => ScaleCodec.Decode<AccountInfo>(input),
        input => ScaleCodec.Decode<Era>(input),
        input => ContractExecResult.DecodeCall(input, RecordedMetadata.PhatChain),
        input => ContractExecResult.DecodeInstantiate(input, RecordedMetadata.PhatChain),
    ];

    public static FuzzTarget CreateForEvents(string name)
    {
        RuntimeMetadata metadata = RecordedMetadata.PhatChain;
        byte[][] seeds = [.. RecordedBlocks.All.Select(block => block.Events)];
        return new FuzzTarget(name, seeds, input => ChainEvents.Decode(metadata, input), typeof(ScaleException), typeof(MetadataException))
        {
            AllocationConstant = 1 << 22,
        };
    }

    public static FuzzTarget CreateForExtrinsics(string name)
    {
        ExtrinsicDecoder decoder = new(RecordedMetadata.PhatChain);
        byte[][] seeds = [.. RecordedBlocks.All.SelectMany(block => block.Extrinsics)];
        return new FuzzTarget(name, seeds, input => decoder.Decode(input), typeof(ScaleException), typeof(MetadataException)) { AllocationConstant = 1 << 20 };
    }

    public static FuzzTarget CreateForStructs(string name)
    {
        byte[] account = [1, 3, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, .. new byte[64 + 4]];
        byte[] called = [3, 4, 4, 4, 4, 1, .. new byte[16], 0, 0, 0, 0, 0, 0, 8, 0, 0];
        byte[] version = [0, 8, (byte)'a', (byte)'b', 4, (byte)'c', .. new byte[12], 4, .. new byte[12], 1, 0, 0, 0, 1];
        byte[][] seeds = [account, called, version, [2, 0], [2, 0x65, 1], .. Corpus.Bytes("rust/era.json").Select(era => (byte[])[2, .. era])];
        return new FuzzTarget(name, seeds, Decode, typeof(ScaleException), typeof(MetadataException)) { AllocationConstant = 1 << 20 };
    }

    public static FuzzTarget CreateForDigests(string name)
    {
        byte[] seed = ScaleCodec.Encode(MetadataDigest.Compute(RecordedMetadata.PhatChain, "phat-chain", 1, 42, 12, "UNIT"));
        return new FuzzTarget(name, [seed], DecodeDigest, typeof(ScaleException)) { AllocationConstant = 1 << 16 };
    }

    private static void DecodeDigest(byte[] input)
    {
        if (!ScaleCodec.Encode(ScaleCodec.Decode<MetadataDigest>(input)).AsSpan().SequenceEqual(input))
        {
            throw new InvalidOperationException("the digest's encoding is another one");
        }
    }

    private static void Decode(byte[] input)
    {
        ScaleReader reader = new(input);
        Structs[reader.ReadByte() % Structs.Length](input[1..]);
    }
}
