using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Devnet;
using PhatSdk.Devnet.Chain;
using PhatSdk.Extrinsics;

namespace PhatSdk.Benchmarks.Devnet;

/// <summary>The devnet's blocks and moments, beside a call of its runtime that does next to nothing: what an instance costs.</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class BlockBenchmarks
{
    private static readonly byte[] VersionCall = [.. "[\"Core_version\",\"0x\"]"u8];

    private PhatDevnet _devnet = null!;
    private PhatDevnet _instant = null!;
    private Rpc.IRpcConnection _connection = null!;
    private ChainClient _chain = null!;
    private ExtrinsicClient _extrinsics = null!;
    private RuntimeCall _transfer = null!;
    private DevnetSnapshot _snapshot = null!;

    [GlobalSetup]
    public async Task StartAsync()
    {
        _devnet = await PhatDevnet.StartAsync(new PhatDevnetOptions { HasCluster = false, Seal = SealPolicy.OnDemand });
        _instant = await PhatDevnet.StartAsync(new PhatDevnetOptions { HasCluster = false });
        _connection = _devnet.Connect();
        _chain = await ChainClient.ConnectAsync(_instant.Connect());
        _extrinsics = new ExtrinsicClient(_chain);
        _transfer = RuntimeCall.Create(
            _chain.Metadata,
            "Balances",
            "transfer_keep_alive",
            ("dest", RuntimeCall.Address(_chain.Metadata, DevKeypairs.Bob.AccountId)),
            ("value", (UInt128)1_000_000_000));
        _snapshot = await _devnet.SnapshotAsync();
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        await _chain.DisposeAsync();
        await _devnet.DisposeAsync();
        await _instant.DisposeAsync();
    }

    /// <summary>A call of the runtime that reads one constant, through the connection's JSON.</summary>
    [Benchmark(Baseline = true)]
    public Task CallAsync() => _connection.SendAsync("state_call", VersionCall, default).AsTask();

    /// <summary>An empty block.</summary>
    [Benchmark]
    public Task EmptyBlockAsync() => _devnet.SealBlockAsync();

    /// <summary>A signed transfer, submitted, made a block of and followed until it is final.</summary>
    [Benchmark]
    public Task TransferAsync() => _extrinsics.SubmitAsync(_transfer, DevKeypairs.Alice).AsTask();

    /// <summary>A snapshot and the way back.</summary>
    [Benchmark]
    public async Task SnapshotAndRevertAsync()
    {
        await _devnet.SnapshotAsync();
        await _devnet.RevertAsync(_snapshot);
    }
}
