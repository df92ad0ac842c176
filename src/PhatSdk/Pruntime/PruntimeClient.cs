using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PhatSdk.Primitives;
using PhatSdk.Pruntime.Messages;

namespace PhatSdk.Pruntime;

/// <summary>Asks one pRuntime worker: typed requests over an <see cref="IPruntimeTransport"/>.</summary>
/// <remarks>Follows Phala-Network/phala-blockchain, <c>crates/phactory/api/proto/pruntime_rpc.proto</c>. Safe for use by many threads.</remarks>
public sealed class PruntimeClient
{
    private const string Service = "PhactoryAPI.";
    private const int Success = 200;

    private readonly IPruntimeTransport _transport;
    private readonly PruntimeClientOptions _options;
    private readonly ILogger _logger;

    /// <summary>Creates a client.</summary>
    /// <param name="transport">How the worker is reached.</param>
    /// <param name="options">How it is spoken to; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public PruntimeClient(IPruntimeTransport transport, PruntimeClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(transport);
        options ??= PruntimeClientOptions.Default;
        options.ThrowIfInvalid();
        _transport = transport;
        _options = options;
        _logger = options.LoggerFactory?.CreateLogger("PhatSdk.Pruntime") ?? NullLogger.Instance;
    }

    /// <summary>Asks what the worker is and how far it has come.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The worker's answer.</returns>
    /// <exception cref="PruntimeException">The worker was not reached, refused, or answered what cannot be read.</exception>
    public async ValueTask<PhactoryInfo> GetInfoAsync(CancellationToken cancellationToken = default)
    {
        const string Method = Service + "GetInfo";
        Messages.PhactoryInfo message = await SendAsync(Method, null, Messages.PhactoryInfo.Parser, cancellationToken).ConfigureAwait(false);
        return Read(Method, message, PhactoryInfo.From);
    }

    /// <summary>Asks about the worker's cluster.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The worker's answer; null where it is in no cluster.</returns>
    /// <exception cref="PruntimeException">The worker was not reached, refused, or answered what cannot be read.</exception>
    public async ValueTask<PruntimeClusterInfo?> GetClusterInfoAsync(CancellationToken cancellationToken = default)
    {
        const string Method = Service + "GetClusterInfo";
        GetClusterInfoResponse message = await SendAsync(Method, null, GetClusterInfoResponse.Parser, cancellationToken).ConfigureAwait(false);
        return message.Info is null ? null : Read(Method, message.Info, PruntimeClusterInfo.From);
    }

    /// <summary>Asks about contracts.</summary>
    /// <param name="contracts">Which; none for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The worker's answer, without those contracts that it does not know.</returns>
    /// <exception cref="PruntimeException">The worker was not reached, refused, or answered what cannot be read.</exception>
    public async ValueTask<IReadOnlyList<PruntimeContractInfo>> GetContractInfoAsync(
        IReadOnlyList<AccountId> contracts, CancellationToken cancellationToken = default)
    {
        const string Method = Service + "GetContractInfo";
        ArgumentNullException.ThrowIfNull(contracts);
        GetContractInfoRequest request = new();
        foreach (AccountId contract in contracts)
        {
            request.Contracts.Add(contract.ToString());
        }

        GetContractInfoResponse message = await SendAsync(Method, request, GetContractInfoResponse.Parser, cancellationToken).ConfigureAwait(false);
        return Read(Method, message, static response => response.Contracts.Select(PruntimeContractInfo.From).ToArray());
    }

    internal ValueTask<ContractQueryResponse> QueryContractAsync(ContractQueryRequest request, CancellationToken cancellationToken) =>
        SendAsync(Service + "ContractQuery", request, ContractQueryResponse.Parser, cancellationToken);

    private async ValueTask<TResponse> SendAsync<TResponse>(
        string method, IMessage? request, MessageParser<TResponse> parser, CancellationToken cancellationToken)
        where TResponse : IMessage<TResponse>
    {
        ReadOnlyMemory<byte> body = await SendAsync(method, request, cancellationToken).ConfigureAwait(false);
        try
        {
            return parser.ParseFrom(body.Span);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw Failed(method, PruntimeFailure.Unreadable, $"{body.Length} bytes that are no {typeof(TResponse).Name}", Success, exception);
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>> SendAsync(string method, IMessage? request, CancellationToken cancellationToken)
    {
        byte[] body = request?.ToByteArray() ?? [];
        long start = _options.TimeProvider.GetTimestamp();
        _logger.RequestSent(method, body.Length);
        PruntimeResponse response = await SendInTimeAsync(method, body, cancellationToken).ConfigureAwait(false);
        long milliseconds = (long)_options.TimeProvider.GetElapsedTime(start).TotalMilliseconds;
        _logger.ResponseReceived(method, response.StatusCode, response.Body.Length, milliseconds);
        return response.StatusCode == Success ? response.Body : throw Refused(method, response);
    }

    private async ValueTask<PruntimeResponse> SendInTimeAsync(string method, byte[] body, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(_options.Timeout, _options.TimeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await _transport.SendAsync(method, body, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The caller's own token, so that the caller can tell.
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested)
        {
            throw Failed(method, PruntimeFailure.Unreachable, $"no answer within {_options.Timeout.TotalSeconds} seconds", null, exception);
        }
        catch (PruntimeException exception)
        {
            _logger.RequestFailed(method, exception.Failure, exception.Reason);
            throw;
        }
    }

    private PruntimeException Refused(string method, PruntimeResponse response)
    {
        try
        {
            string reason = PrpcError.Parser.ParseFrom(response.Body.Span).Message;
            return Failed(method, PruntimeFailure.Refused, reason.Length > 0 ? reason : "no reason given", response.StatusCode, null);
        }
        catch (InvalidProtocolBufferException exception)
        {
            string reason = $"{response.Body.Length} bytes that are no PrpcError; is this a worker?";
            return Failed(method, PruntimeFailure.Unreadable, reason, response.StatusCode, exception);
        }
    }

    private TValue Read<TMessage, TValue>(string method, TMessage message, Func<TMessage, TValue> read)
    {
        try
        {
            return read(message);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException)
        {
            throw Failed(method, PruntimeFailure.Unreadable, exception.Message, Success, exception);
        }
    }

    private PruntimeException Failed(string method, PruntimeFailure failure, string reason, int? statusCode, Exception? cause)
    {
        _logger.RequestFailed(method, failure, reason);
        return new PruntimeException(failure, method, reason, statusCode, cause);
    }
}
