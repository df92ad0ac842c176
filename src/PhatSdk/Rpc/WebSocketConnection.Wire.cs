using System.Buffers;
using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace PhatSdk.Rpc;

public sealed partial class WebSocketConnection
{
    private const int ReceiveBuffer = 16 * 1024;

    /// <summary>How long a node that does not read may hold up the end of the connection.</summary>
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(5);

    private async Task SendAllAsync()
    {
        try
        {
            await foreach (OutgoingMessage message in _outbox.Reader.ReadAllAsync(_ending.Token).ConfigureAwait(false))
            {
                if (message.IsAbandoned)
                {
                    // What nobody waits for need not be asked.
                    _multiplexer.Drop(message);
                    continue;
                }

                await _socket.SendAsync(message.Json, WebSocketMessageType.Text, endOfMessage: true, _ending.Token).ConfigureAwait(false);
            }
        }
        catch (Exception cause)
        {
            // Whatever it was: who waits for answers must learn that none come.
            Break(cause.GetBaseException().Message, cause);
            _socket.Abort();
        }
    }

    private async Task ReceiveAllAsync()
    {
        ArrayBufferWriter<byte> message = new(ReceiveBuffer);
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult part = await _socket.ReceiveAsync(message.GetMemory(ReceiveBuffer), CancellationToken.None).ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    Break($"the node closed the connection: {_socket.CloseStatus} {_socket.CloseStatusDescription}", cause: null);
                    break;
                }

                message.Advance(part.Count);
                if (message.WrittenCount > _options.MaxMessageSize)
                {
                    throw new InvalidDataException($"a message of more than {_options.MaxMessageSize} bytes");
                }

                if (part.EndOfMessage)
                {
                    foreach (OutgoingMessage end in _multiplexer.Take(message.WrittenSpan))
                    {
                        _outbox.Writer.TryWrite(end);
                    }

                    message = Emptied(message);
                }
            }
        }
        catch (Exception cause)
        {
            // Whatever it was: who waits for answers must learn that none come.
            Break(cause.GetBaseException().Message, cause);
            _socket.Abort();
        }
        finally
        {
            _outbox.Writer.TryComplete();
        }
    }

    // One large message must not hold its memory for good.
    private static ArrayBufferWriter<byte> Emptied(ArrayBufferWriter<byte> message)
    {
        if (message.Capacity > 16 * ReceiveBuffer)
        {
            return new ArrayBufferWriter<byte>(ReceiveBuffer);
        }

        message.ResetWrittenCount();
        return message;
    }

    private void Break(string reason, Exception? cause)
    {
        if (_multiplexer.Break(new RpcConnectionException($"{_endpoint.Authority}: {reason}", cause)) && !_isDisposed)
        {
            LogBroken(_logger, _endpoint.Authority, reason);
        }
    }

    private async Task CloseAsync()
    {
        using CancellationTokenSource late = new(ClosingTime, _options.TimeProvider);
        try
        {
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, late.Token).ConfigureAwait(false);
            }
        }
        catch (Exception cause) when (cause is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // It was going anyway.
            LogNotClosed(_logger, _endpoint.Authority, cause.Message);
        }

        _socket.Abort();
    }

    [LoggerMessage(LogLevel.Warning, "{Endpoint}: the connection broke: {Reason}")]
    private static partial void LogBroken(ILogger logger, string endpoint, string reason);

    [LoggerMessage(LogLevel.Debug, "{Endpoint}: the connection could not be closed in order: {Reason}")]
    private static partial void LogNotClosed(ILogger logger, string endpoint, string reason);
}
