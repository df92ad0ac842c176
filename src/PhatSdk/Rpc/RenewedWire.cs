using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PhatSdk.Rpc;

/// <summary>Holds the connection that there is, has another made when it breaks, and sends what may be sent again. Safe for several threads.</summary>
internal sealed partial class RenewedWire : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly WireSearch _search;
    private readonly ReconnectionOptions _options;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _ending = new();
    private readonly HashSet<Task> _retiring = [];
    private IRpcConnection? _current;
    private Task<IRpcConnection>? _searching;
    private bool _isDisposed;

    public RenewedWire(IReadOnlyList<RpcEndpoint> endpoints, ReconnectionOptions? options)
    {
        _options = options ?? ReconnectionOptions.Default;
        _options.ThrowIfInvalid();
        _logger = _options.LoggerFactory?.CreateLogger<RenewedWire>() ?? (ILogger)NullLogger.Instance;
        _search = new WireSearch(endpoints, _options, _logger);
    }

    public ValueTask<JsonElement> SendAsync(string method, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        return RunAsync(method, RpcReads.Contains(method), wire => wire.SendAsync(method, parametersJson, cancellationToken), cancellationToken);
    }

    public ValueTask<IReadOnlyList<RpcOutcome>> SendBatchAsync(IReadOnlyList<RpcRequest> requests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        bool areReads = requests.All(static request => RpcReads.Contains(request.Method));
        return RunAsync(RpcTelemetry.Batch, areReads, wire => wire.SendBatchAsync(requests, cancellationToken), cancellationToken);
    }

    public ValueTask<RpcSubscription> SubscribeAsync(
        string method, string unsubscribeMethod, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        return RunAsync(
            method, RpcReads.Contains(method), wire => wire.SubscribeAsync(method, unsubscribeMethod, parametersJson, cancellationToken), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Task<IRpcConnection>? searching;
        Task[] retiring;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            searching = _searching;
            Retire();
            retiring = [.. _retiring];
        }

        await _ending.CancelAsync().ConfigureAwait(false);
        if (searching is not null)
        {
            await ((Task)searching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(retiring).ConfigureAwait(false);
        _ending.Dispose();
    }

    private async ValueTask<T> RunAsync<T>(string method, bool mayRepeat, Func<IRpcConnection, ValueTask<T>> send, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            IRpcConnection wire = await GetAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                T result = await send(wire).ConfigureAwait(false);
                _search.Prove();
                return result;
            }
            catch (Exception failure) when (IsCut(failure))
            {
                Replace(wire);
                cancellationToken.ThrowIfCancellationRequested();
                if (!mayRepeat || attempt >= _options.MaxReadAttempts)
                {
                    throw failure as RpcConnectionException ?? new RpcConnectionException($"{method}: the connection was replaced; whether the node saw the request is not known", failure);
                }

                LogAgain(_logger, method, attempt, failure.Message);
            }
        }
    }

    // A connection that another request found broken may be disposed of by now.
    private bool IsCut(Exception failure) => failure switch
    {
        RpcConnectionException connection => !connection.IsTimeout,
        ObjectDisposedException => !Volatile.Read(ref _isDisposed),
        _ => false,
    };

    private async Task<IRpcConnection> GetAsync(CancellationToken cancellationToken)
    {
        Task<IRpcConnection> searching;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(IRpcConnection));
            if (_current is { IsBroken: false } current)
            {
                return current;
            }

            Retire();
            searching = _searching ??= Task.Run(SearchAsync, CancellationToken.None);
        }

        try
        {
            return await searching.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(IRpcConnection));
        }
    }

    private async Task<IRpcConnection> SearchAsync()
    {
        IRpcConnection? found = null;
        try
        {
            found = await _search.FindAsync(_ending.Token).ConfigureAwait(false);
            return found;
        }
        finally
        {
            lock (_gate)
            {
                _searching = null;
                _current = found;
                if (_isDisposed)
                {
                    Retire();
                }
            }
        }
    }

    private void Replace(IRpcConnection wire)
    {
        lock (_gate)
        {
            if (_current == wire)
            {
                Retire();
            }
        }
    }

    // Within the lock.
    private void Retire()
    {
        if (_current is not { } wire)
        {
            return;
        }

        _current = null;
        _retiring.RemoveWhere(static task => task.IsCompleted);
        _retiring.Add(Task.Run(() => wire.DisposeAsync().AsTask()));
    }

    [LoggerMessage(LogLevel.Information, "{Method}: sent {Attempt} times, and the connection broke: {Reason}; it is a read and is sent again")]
    private static partial void LogAgain(ILogger logger, string method, int attempt, string reason);
}
