using Google.Protobuf;
using PhatSdk.Pruntime;
using PhatSdk.Pruntime.Messages;

namespace PhatSdk.Devnet.Worker;

/// <summary>Reaches the devnet's worker within the process. Answers with the bytes and the statuses that a worker's HTTP server has.</summary>
internal sealed class InProcessPruntimeTransport : IPruntimeTransport, IAsyncDisposable
{
    private const int Ok = 200;
    private const int KiB = 1024;
    private const int SmallBody = KiB;
    private const int QueryBody = 500 * KiB;
    private const int ContractsBody = 100 * KiB;
    private const int SidevmBody = 32 * KiB * KiB;
    private const int MaxQueueLength = 1024;
    private const int MinPlaces = 16;
    private const string Service = "PhactoryAPI.";

    private readonly QueryThreads _threads = new(Math.Max(MinPlaces, 2 * System.Environment.ProcessorCount), MaxQueueLength);
    private readonly QueryHandler _contracts;
    private readonly ClusterQueries _cluster;
    private volatile bool _isEnding;

    public InProcessPruntimeTransport(DevnetWorker worker)
    {
        _contracts = new QueryHandler(worker, _threads);
        _cluster = new ClusterQueries(worker);
    }

    public async ValueTask<PruntimeResponse> SendAsync(string method, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_isEnding)
        {
            throw Ended(method);
        }

        try
        {
            IMessage answer = await DispatchAsync(method, body, cancellationToken).ConfigureAwait(false);
            return new PruntimeResponse(Ok, answer.ToByteArray());
        }
        catch (PrpcException exception)
        {
            return new PruntimeResponse(exception.StatusCode, new PrpcError { Message = exception.Message }.ToByteArray());
        }
        catch (Exception exception) when (
            _isEnding && exception is (OperationCanceledException or ObjectDisposedException) && !cancellationToken.IsCancellationRequested)
        {
            throw Ended(method, exception);
        }
    }

    /// <summary>Ends all queries and waits for them. Who asks from now on does not reach the worker.</summary>
    public ValueTask DisposeAsync()
    {
        _isEnding = true;
        return _threads.DisposeAsync();
    }

    private static PruntimeException Ended(string method, Exception? cause = null) =>
        new(PruntimeFailure.Unreachable, method, "the devnet was disposed of", innerException: cause);

    private async ValueTask<IMessage> DispatchAsync(string method, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        string name = method.StartsWith(Service, StringComparison.Ordinal) ? method[Service.Length..] : throw PrpcException.MethodNotFound();
        switch (name)
        {
            case "GetInfo":
                Check(body, SmallBody);
                return _cluster.GetInfo();
            case "GetClusterInfo":
                Check(body, SmallBody);
                return _cluster.GetClusterInfo();
            case "GetContractInfo":
                return _cluster.GetContractInfo(Read(GetContractInfoRequest.Parser, body, ContractsBody));
            case "CalculateContractId":
                return ClusterQueries.CalculateContractId(Read(ContractParameters.Parser, body, SmallBody));
            case "ContractQuery":
                return await _contracts.AnswerAsync(Read(ContractQueryRequest.Parser, body, QueryBody), cancellationToken).ConfigureAwait(false);
            case "UploadSidevmCode":
                Read(SidevmCode.Parser, body, SidevmBody);
                throw PrpcException.Refused("The sidevm isn't waiting for code");
            default:
                throw PrpcException.MethodNotFound();
        }
    }

    private static T Read<T>(MessageParser<T> parser, ReadOnlyMemory<byte> body, int limit)
        where T : IMessage<T>
    {
        Check(body, limit);
        try
        {
            return parser.ParseFrom(body.Span);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw PrpcException.Unreadable(exception.Message);
        }
    }

    private static void Check(ReadOnlyMemory<byte> body, int limit)
    {
        if (body.Length > limit)
        {
            throw PrpcException.BodyTooLarge(body.Length, limit);
        }
    }
}
