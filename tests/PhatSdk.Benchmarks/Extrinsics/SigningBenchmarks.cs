using BenchmarkDotNet.Attributes;
using PhatSdk.Crypto;
using PhatSdk.Extrinsics;
using PhatSdk.Extrinsics.Decoding;
using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Metadata;
using PhatSdk.TestKit;

namespace PhatSdk.Benchmarks.Extrinsics;

/// <summary>A mortal transfer of the development chain, built by names, encoded and signed by sr25519, beside its signature alone.</summary>
public class SigningBenchmarks
{
    private static readonly RuntimeMetadata Metadata = RecordedMetadata.PhatChain;

    private readonly ExtrinsicEncoder _encoder = new(Metadata);
    private readonly ExtrinsicDecoder _decoder = new(Metadata);
    private readonly SigningContext _context = new()
    {
        GenesisHash = default,
        SpecVersion = 100,
        TransactionVersion = 1,
        Nonce = 42,
        Era = Era.Mortal(64, 1_234_567),
        EraBlockHash = default,
    };
    private readonly byte[] _payload;
    private readonly byte[] _extrinsic;

    public SigningBenchmarks()
    {
        _payload = _encoder.EncodePayload(Build(), _context);
        _extrinsic = RecordedBlocks.At(27).Extrinsics[1];
    }

    [Benchmark(Baseline = true)]
    public ValueTask<ReadOnlyMemory<byte>> Sign() => DevKeypairs.Alice.SignAsync(_payload);

    [Benchmark]
    public ValueTask<byte[]> BuildAndSign() => _encoder.SignAsync(Build(), DevKeypairs.Alice, _context);

    [Benchmark]
    public RuntimeCall Build() => RuntimeCall.Create(
        Metadata, "Balances", "transfer_keep_alive", ("dest", RuntimeCall.Address(Metadata, DevKeypairs.Bob.AccountId)), ("value", (UInt128)1_000_000_000_000));

    [Benchmark]
    public DecodedExtrinsic Decode() => _decoder.Decode(_extrinsic);
}
