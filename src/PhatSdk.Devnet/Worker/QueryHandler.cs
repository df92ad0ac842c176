using System.Security.Cryptography;
using Google.Protobuf;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Devnet.Worker.Messages;
using PhatSdk.Phat.Encryption;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.Pruntime.Messages;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker;

/// <summary>Answers queries to contracts: checks who asks, opens the query, runs it on the newest state, seals the answer.</summary>
internal sealed class QueryHandler
{
    /// <summary>The most computation of a query, in picoseconds.</summary>
    private const ulong GasLimit = 10_000_000_000_000;

    /// <summary>How many times its time limit a query may run: gas stands for the time of a faster machine.</summary>
    private const int SlownessAllowed = 3;

    private const int HeadSize = AccountId.Size + Hash256.Size;

    private readonly DevnetWorker _worker;
    private readonly QueryThreads _threads;

    public QueryHandler(DevnetWorker worker, QueryThreads threads)
    {
        _worker = worker;
        _threads = threads;
    }

    /// <summary>Answers a query.</summary>
    /// <exception cref="PrpcException">The query is refused before it reaches a contract.</exception>
    public async Task<ContractQueryResponse> AnswerAsync(ContractQueryRequest request, CancellationToken cancellationToken)
    {
        WorkerSnapshot worker = _worker.Current;
        AccountId? origin = FindOrigin(request, worker.CurrentBlock);
        EncryptedData sealedQuery = Decode(request.EncodedEncryptedData.Span, static (ref reader) => reader.Read<EncryptedData>());
        using SecretChannel channel = Open(sealedQuery, out byte[] opened);
        InkQueryHead head = Decode(opened, static (ref reader) => reader.Read<InkQueryHead>());
        ClusterSnapshot cluster = worker.Cluster is ClusterSnapshot hosted && hosted.Contracts.ContainsKey(head.Contract)
            ? hosted
            : throw PrpcException.Refused("ContractNotFound");
        InkQuery query = ReadQuery(opened.AsSpan(HeadSize));
        Result<ReadOnlyMemory<byte>, QueryError> outcome =
            await RunAsync(worker, cluster, head.Contract, origin, query, cancellationToken).ConfigureAwait(false);
        EncryptedData answer = channel.Seal(ScaleCodec.Encode(new InkResponse(head.Nonce, outcome)));
        return new ContractQueryResponse
        {
            EncodedEncryptedData = UnsafeByteOperations.UnsafeWrap(ScaleCodec.Encode(answer)),
            Blocknum = worker.CurrentBlock,
        };
    }

    private static AccountId? FindOrigin(ContractQueryRequest request, uint block)
    {
        if (request.Signature is null)
        {
            return null;
        }

        return CertificateVerifier.Verify(request.Signature, request.EncodedEncryptedData.Memory, block)
            .TryGetValue(out AccountId account, out CertificateError error)
            ? account
            : throw PrpcException.Refused($"Verifying signature failed: {error}");
    }

    // Bytes after a value are no fault, as where SCALE is decoded from a stream.
    private static T Decode<T>(ReadOnlySpan<byte> bytes, ScaleDecoder<T> decode)
    {
        try
        {
            ScaleReader reader = new(bytes);
            return decode(ref reader);
        }
        catch (ScaleException exception)
        {
            throw PrpcException.Unreadable(exception.Message);
        }
    }

    private static InkQuery ReadQuery(ReadOnlySpan<byte> bytes)
    {
        try
        {
            ScaleReader reader = new(bytes);
            return reader.Read<InkQuery>();
        }
        catch (ScaleException)
        {
            throw PrpcException.Refused("DecodeError");
        }
    }

    private SecretChannel Open(EncryptedData sealedQuery, out byte[] opened)
    {
        SecretChannel? channel = null;
        try
        {
            channel = new SecretChannel(_worker.Environment.Keys.Identity, sealedQuery.PublicKey.Span);
            opened = channel.Open(sealedQuery);
            return channel;
        }
        catch (CryptographicException)
        {
            channel?.Dispose();
            throw PrpcException.Refused("AeadDecryptError");
        }
    }

    private async Task<Result<ReadOnlyMemory<byte>, QueryError>> RunAsync(
        WorkerSnapshot worker, ClusterSnapshot cluster, AccountId contract, AccountId? origin, InkQuery query, CancellationToken cancellationToken)
    {
        if (query is InkQuery.SidevmQuery toSidevm)
        {
            return cluster.LogHandler == contract
                ? Answered(cluster.Cluster.Log.Answer(toSidevm.Payload))
                : Failed(QueryErrorKind.SidevmNotFound);
        }

        if (origin is not AccountId caller)
        {
            return Failed(QueryErrorKind.BadOrigin);
        }

        ContractCall call = query switch
        {
            InkQuery.InkMessage message => new ContractCall.Message(
                message.IsEstimating ? ExecutionMode.Estimating : ExecutionMode.Query,
                ArgumentsOf(caller, message.Transfer, message.Deposit),
                contract,
                message.Payload),
            InkQuery.InkInstantiate creation => new ContractCall.Creation(
                ExecutionMode.Estimating,
                ArgumentsOf(caller, creation.Transfer, creation.Deposit),
                creation.CodeHash,
                creation.InstantiateData,
                creation.Salt),
            _ => throw PrpcException.Refused("DecodeError"),
        };
        if (query is InkQuery.InkMessage)
        {
            LogCaller(cluster, caller);
        }

        (bool hadRoom, Result<ReadOnlyMemory<byte>, QueryError> outcome) = await _threads.RunAsync(
            token => Execute(worker, cluster, call, token), cancellationToken).ConfigureAwait(false);
        return hadRoom ? outcome : Failed(QueryErrorKind.ServiceUnavailable);
    }

    private Result<ReadOnlyMemory<byte>, QueryError> Execute(
        WorkerSnapshot worker, ClusterSnapshot cluster, ContractCall call, CancellationToken cancellationToken)
    {
        WorkerEnvironment environment = _worker.Environment;
        using CancellationTokenSource limit = new(SlownessAllowed * environment.QueryTimeLimit, environment.Time);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            ClusterOutcome outcome = cluster.Cluster.Executor.Execute(
                cluster,
                new ClusterTime(worker.CurrentBlock, worker.TimeMs),
                worker.SystemCode,
                call,
                environment.QueryTimeLimit,
                both.Token).Value;
            if (call.Mode == ExecutionMode.Query)
            {
                _worker.Effects.ApplyOfQuery(cluster, outcome.Effects);
            }

            return Answered(outcome.Result);
        }
        catch (RuntimeTrapException exception)
        {
            return Failed(QueryErrorKind.RuntimeError, exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(QueryErrorKind.Timeout);
        }
    }

    private static CallArguments ArgumentsOf(AccountId caller, UInt128 transfer, UInt128 deposit) =>
        new(caller, transfer, GasLimit, GasFree: true, StorageDepositLimit: null, deposit);

    // Who asks is hidden behind a secret of the cluster.
    private static void LogCaller(ClusterSnapshot cluster, AccountId caller)
    {
        if (cluster.LogHandler is not null)
        {
            byte[] preimage = [.. caller.Span, .. cluster.Cluster.Keys.SecretSalt.Span];
            cluster.Cluster.Log.Add(new LogRecord.QueryIn(Twox.Hash64(preimage)));
        }
    }

    private static Result<ReadOnlyMemory<byte>, QueryError> Answered(ReadOnlyMemory<byte> payload) =>
        Result<ReadOnlyMemory<byte>, QueryError>.Ok(payload);

    private static Result<ReadOnlyMemory<byte>, QueryError> Failed(QueryErrorKind kind, string message = "") =>
        Result<ReadOnlyMemory<byte>, QueryError>.Err(new QueryError(kind, message));
}
