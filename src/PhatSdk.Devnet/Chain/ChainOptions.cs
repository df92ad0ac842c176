using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PhatSdk.Devnet.Chain.Pool;

namespace PhatSdk.Devnet.Chain;

/// <summary>How the chain runs.</summary>
internal sealed record ChainOptions
{
    public SealPolicy Seal { get; init; } = SealPolicy.Instant;

    public FinalityPolicy Finality { get; init; } = FinalityPolicy.Instant;

    public PoolOptions Pool { get; init; } = new();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;
}
