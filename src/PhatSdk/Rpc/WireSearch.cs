using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace PhatSdk.Rpc;

/// <summary>Makes connections to one of several nodes of one chain: to the one that served last, as long as that works. One search at a time.</summary>
internal sealed partial class WireSearch(IReadOnlyList<RpcEndpoint> endpoints, ReconnectionOptions options, ILogger logger)
{
    private const int MethodNotFound = -32601;

    private string? _genesis;
    private int _preferred;
    private int _failures;
    private bool _hasConnected;

    /// <summary>The last connection that was found has answered: the next search begins without a pause.</summary>
    public void Prove() => Volatile.Write(ref _failures, 0);

    /// <summary>Finds a connection.</summary>
    /// <exception cref="RpcConnectionException">There is none in the time allowed.</exception>
    /// <exception cref="RpcFormatException">The nodes are of another chain than before.</exception>
    /// <exception cref="OperationCanceledException">The search was ended.</exception>
    public async Task<IRpcConnection> FindAsync(CancellationToken cancellationToken)
    {
        long start = options.TimeProvider.GetTimestamp();
        RpcException? last = null;
        HashSet<int> unusable = [];
        // In the first round a node that is behind is passed over, where there are others.
        for (int tried = 0; ; tried++)
        {
            int place = (_preferred + tried) % endpoints.Count;
            if (unusable.Contains(place))
            {
                continue;
            }

            TimeSpan pause = PauseAfter(_failures / endpoints.Count);
            if (tried > 0 && options.TimeProvider.GetElapsedTime(start) + pause > options.GiveUpAfter)
            {
                throw new RpcConnectionException($"{string.Join(", ", endpoints)}: no connection within {options.GiveUpAfter}: {last?.Message}", last);
            }

            await Task.Delay(pause, options.TimeProvider, cancellationToken).ConfigureAwait(false);
            (IRpcConnection? wire, last) = await TryAsync(endpoints[place], mustBeSynced: tried < endpoints.Count && endpoints.Count > 1, cancellationToken).ConfigureAwait(false);
            _failures++;
            if (wire is not null)
            {
                _preferred = place;
                return wire;
            }

            if (last is RpcFormatException && unusable.Add(place) && unusable.Count == endpoints.Count)
            {
                throw last;
            }
        }
    }

    private async Task<(IRpcConnection? Wire, RpcException? Failure)> TryAsync(RpcEndpoint endpoint, bool mustBeSynced, CancellationToken cancellationToken)
    {
        using CancellationTokenSource late = new(options.ConnectTimeout, options.TimeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        IRpcConnection? wire = null;
        try
        {
            wire = await endpoint.ConnectAsync(either.Token).ConfigureAwait(false);
            await ThrowIfStrangerAsync(endpoint, wire, either.Token).ConfigureAwait(false);
            if (mustBeSynced && await IsSyncingAsync(wire, either.Token).ConfigureAwait(false))
            {
                throw new RpcConnectionException($"{endpoint}: the node is not synchronised yet");
            }

            LogConnected(logger, endpoint.Name);
            if (_hasConnected)
            {
                RpcTelemetry.Reconnected();
            }

            _hasConnected = true;
            return (wire, null);
        }
        catch (Exception failure)
        {
            if (wire is not null)
            {
                await wire.DisposeAsync().ConfigureAwait(false);
            }

            if (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                failure = new RpcConnectionException($"{endpoint}: no connection within {options.ConnectTimeout}", failure);
            }

            if (failure is not RpcException known)
            {
                throw;
            }

            LogFailed(logger, endpoint.Name, known.Message);
            return (null, known);
        }
    }

    private async Task ThrowIfStrangerAsync(RpcEndpoint endpoint, IRpcConnection wire, CancellationToken cancellationToken)
    {
        string genesis = await ReadGenesisAsync(wire, cancellationToken).ConfigureAwait(false);
        _genesis ??= genesis;
        if (!string.Equals(genesis, _genesis, StringComparison.OrdinalIgnoreCase))
        {
            throw new RpcFormatException("chain_getBlockHash", $"{endpoint} is of another chain than before: its genesis is {genesis}, not {_genesis}");
        }
    }

    private static async Task<string> ReadGenesisAsync(IRpcConnection wire, CancellationToken cancellationToken)
    {
        JsonElement hash;
        try
        {
            hash = await wire.SendAsync("chain_getBlockHash", new RpcParameters().Add(0u).ToJson(), cancellationToken).ConfigureAwait(false);
        }
        catch (RpcResponseException refused) when (refused.Code == MethodNotFound)
        {
            hash = await wire.SendAsync("chainSpec_v1_genesisHash", new RpcParameters().ToJson(), cancellationToken).ConfigureAwait(false);
        }

        return hash.ValueKind == JsonValueKind.String ? hash.GetRawText() : throw new RpcFormatException("chain_getBlockHash", $"{hash.ValueKind} for a hash");
    }

    private static async Task<bool> IsSyncingAsync(IRpcConnection wire, CancellationToken cancellationToken)
    {
        try
        {
            JsonElement health = await wire.SendAsync("system_health", new RpcParameters().ToJson(), cancellationToken).ConfigureAwait(false);
            return health.ValueKind == JsonValueKind.Object && health.TryGetProperty("isSyncing"u8, out JsonElement isSyncing) && isSyncing.ValueKind == JsonValueKind.True;
        }
        catch (RpcResponseException)
        {
            // A node that does not tell is taken as it is.
            return false;
        }
    }

    // Half of it certain, half random.
    private TimeSpan PauseAfter(int rounds)
    {
        if (rounds == 0)
        {
            return TimeSpan.Zero;
        }

        double full = Math.Min(options.MaxDelay.TotalMicroseconds, options.FirstDelay.TotalMicroseconds * Math.Pow(2, Math.Min(rounds - 1, 30)));
        int part = RandomNumberGenerator.GetInt32(1 << 20);
        return TimeSpan.FromMicroseconds(full * (0.5 + (0.5 * part / (1 << 20))));
    }

    [LoggerMessage(LogLevel.Information, "{Endpoint}: connected")]
    private static partial void LogConnected(ILogger logger, string endpoint);

    [LoggerMessage(LogLevel.Warning, "{Endpoint}: no connection: {Reason}")]
    private static partial void LogFailed(ILogger logger, string endpoint, string reason);
}
