using System.Buffers;
using System.Net.WebSockets;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using PhatSdk.Devnet.Rpc;
using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Server;

/// <summary>One client of JSON-RPC on a WebSocket: its requests run side by side, what is sent to it waits in one bounded queue.</summary>
internal sealed partial class RpcWebSocket : IAsyncDisposable
{
    private const int ReceiveBuffer = 4096;
    private const int MessagesAhead = 16;

    private readonly Lock _gate = new();
    private readonly WebSocket _socket;
    private readonly RpcEnvelope _envelope;
    private readonly DevnetServerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RpcSession _session;
    private readonly SemaphoreSlim _places;
    private readonly ConnectionLull _lull;
    private readonly HashSet<Task> _running = [];
    private readonly Channel<ReadOnlyMemory<byte>> _outbox = Channel.CreateBounded<ReadOnlyMemory<byte>>(MessagesAhead);

    /// <param name="socket">The socket; stays the caller's.</param>
    /// <param name="envelope">Answers messages.</param>
    /// <param name="options">How the server answers.</param>
    /// <param name="time">The clock of the time-outs.</param>
    /// <param name="logger">Takes the logs.</param>
    public RpcWebSocket(WebSocket socket, RpcEnvelope envelope, DevnetServerOptions options, TimeProvider time, ILogger logger)
    {
        _socket = socket;
        _envelope = envelope;
        _options = options;
        _time = time;
        _logger = logger;
        _session = new RpcSession(options.MaxSubscriptionsPerConnection);
        _places = new SemaphoreSlim(options.MaxPendingRequests);
        _lull = new ConnectionLull(options.FinalityPause, TimeProvider.System);
    }

    /// <summary>Serves the client until it goes, is cut off, or the server ends.</summary>
    /// <param name="ending">Signalled when the server ends.</param>
    public async Task RunAsync(CancellationToken ending)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(ending);
        Task sending = SendAllAsync(over);
        try
        {
            await ReceiveAllAsync(sending, over.Token).ConfigureAwait(false);
        }
        catch (Exception end) when (end is OperationCanceledException or WebSocketException)
        {
            // The client went without a word, or was cut off.
            LogEnded(_logger, end.Message);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            _session.Dispose();
            await WhenIdleAsync().ConfigureAwait(false);
            await _session.WhenIdleAsync().ConfigureAwait(false);
            _outbox.Writer.TryComplete();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _session.Dispose();
        _places.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ReceiveAllAsync(Task sending, CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte> message = new(ReceiveBuffer);
        while (true)
        {
            ValueWebSocketReceiveResult part = await _socket.ReceiveAsync(message.GetMemory(ReceiveBuffer), cancellationToken).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await CloseAsync(sending, WebSocketCloseStatus.NormalClosure, null).ConfigureAwait(false);
                return;
            }

            message.Advance(part.Count);
            if (message.WrittenCount > _options.MaxRequestSize)
            {
                await _outbox.Writer.WriteAsync(RpcEnvelope.TooLarge(_options.MaxRequestSize), cancellationToken).ConfigureAwait(false);
                await CloseAsync(sending, WebSocketCloseStatus.MessageTooBig, $"more than {_options.MaxRequestSize} bytes").ConfigureAwait(false);
                return;
            }

            if (part.EndOfMessage)
            {
                await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
                ReadOnlyMemory<byte> whole = message.WrittenMemory;
                Start(() => AnswerAsync(whole, cancellationToken));
                message = new ArrayBufferWriter<byte>(ReceiveBuffer);
            }
        }
    }

    private async Task AnswerAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        _lull.Begin();
        try
        {
            RpcAnswer answer = await _envelope.AnswerAsync(message, _session, cancellationToken).ConfigureAwait(false);
            if (!answer.Json.IsEmpty)
            {
                await _outbox.Writer.WriteAsync(answer.Json, cancellationToken).ConfigureAwait(false);
            }

            foreach (RpcReply reply in answer.Begun)
            {
                reply.Sent?.Invoke();
                if (reply.Feed is { } feed)
                {
                    Start(() => NotifyAsync(feed, cancellationToken));
                }
            }
        }
        finally
        {
            _lull.End();
            _places.Release();
        }
    }

    private async Task NotifyAsync(RpcFeed feed, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (ReadOnlyMemory<byte> notification in feed.ReadAllAsync().ConfigureAwait(false))
            {
                if (AuthorMethods.TellsFinality(feed, notification))
                {
                    await _lull.WaitAsync(cancellationToken).ConfigureAwait(false);
                }

                await _outbox.Writer.WriteAsync(RpcEnvelope.Notification(feed, notification), cancellationToken).ConfigureAwait(false);
                _lull.Use();
            }
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or ChannelClosedException))
        {
            // The subscription ends; the connection and its other subscriptions go on.
            LogSubscriptionBroke(_logger, feed.NotificationMethod, failure.Message);
        }
    }

    // The only one that sends, so that messages stay whole and in order. Who does not read for too long is cut off.
    private async Task SendAllAsync(CancellationTokenSource over)
    {
        try
        {
            await foreach (ReadOnlyMemory<byte> message in _outbox.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                using CancellationTokenSource late = new(_options.SendTimeout, _time);
                using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, over.Token);
                await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, either.Token).ConfigureAwait(false);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            LogCutOff(_logger, end.Message);
            _socket.Abort();
            await over.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task CloseAsync(Task sending, WebSocketCloseStatus status, string? reason)
    {
        // What runs still answers: a client may close its side as soon as it has asked. Subscriptions end.
        _session.Dispose();
        await WhenIdleAsync().ConfigureAwait(false);
        _outbox.Writer.TryComplete();
        await sending.ConfigureAwait(false);
        using CancellationTokenSource late = new(_options.SendTimeout, _time);
        await _socket.CloseOutputAsync(status, reason, late.Token).ConfigureAwait(false);
    }

    private void Start(Func<Task> start)
    {
        Task task = Task.Run(start);
        lock (_gate)
        {
            _running.Add(task);
        }

        _ = task.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Forget(Task task)
    {
        lock (_gate)
        {
            _running.Remove(task);
        }
    }

    // What runs may start more.
    private async Task WhenIdleAsync()
    {
        while (true)
        {
            Task[] running;
            lock (_gate)
            {
                running = [.. _running];
            }

            if (running.Length == 0)
            {
                return;
            }

            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Debug, "A client's connection ended: {Reason}")]
    private static partial void LogEnded(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Warning, "A client was cut off, as nothing could be sent to it: {Reason}")]
    private static partial void LogCutOff(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Warning, "The subscription {Method} broke: {Reason}")]
    private static partial void LogSubscriptionBroke(ILogger logger, string method, string reason);
}
