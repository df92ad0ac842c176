using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.State;
using PhatSdk.Devnet.Worker.Messages;
using PhatSdk.Devnet.Worker.Pink;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Worker;

/// <summary>Runs messages and constructors on a moment of a cluster, and logs what became of them. May be used from several threads.</summary>
internal sealed class ContractExecutor
{
    private const byte ErrorLevel = 1;
    private const byte InformationLevel = 3;
    private const byte DebugLevel = 4;

    private readonly ClusterRuntime _runtime;
    private readonly PinkFunctions _functions;
    private readonly Cluster _cluster;
    private readonly TimeProvider _time;

    public ContractExecutor(ClusterRuntime runtime, PinkFunctions functions, Cluster cluster, TimeProvider time)
    {
        _runtime = runtime;
        _functions = functions;
        _cluster = cluster;
        _time = time;
    }

    /// <summary>Runs a call.</summary>
    /// <param name="before">The cluster.</param>
    /// <param name="at">The block.</param>
    /// <param name="systemCode">The newest system contract that the chain holds.</param>
    /// <param name="call">The call.</param>
    /// <param name="timeLimit">How long its requests to the web may take.</param>
    /// <param name="cancellationToken">Ends what the call waits for.</param>
    /// <returns>The outcome, and the state after it: the state before it, where the call changes nothing.</returns>
    public ClusterResult<ClusterOutcome> Execute(
        ClusterSnapshot before,
        ClusterTime at,
        ReadOnlyMemory<byte> systemCode,
        ContractCall call,
        TimeSpan timeLimit,
        CancellationToken cancellationToken)
    {
        ContractRun run = new()
        {
            Entry = EntryOf(call),
            BlockNumber = at.BlockNumber,
            LogHandler = before.LogHandler,
            EventChain = before.EventChain,
            SystemCode = systemCode,
            TimeLimit = new TimeLimit(_time, timeLimit),
            Cancellation = cancellationToken,
        };
        PinkExtension extension = new(_functions, run);
        ClusterResult<ClusterOutcome> result = call switch
        {
            ContractCall.Message message => _runtime.Call(
                before.State, extension, at, message.Mode, message.Arguments, message.Contract, message.Input, cancellationToken),
            ContractCall.Creation creation => _runtime.Instantiate(
                before.State, extension, at, creation.Mode, creation.Arguments, creation.Code, creation.Input, creation.Salt, cancellationToken),
            _ => throw NotRunnable(call),
        };
        if (run.LogHandler is not null)
        {
            LogOutcome(run, call, result.Value);
        }

        return result;
    }

    /// <summary>Fills an empty state and creates the system contract.</summary>
    /// <returns>The system contract's id, or what went wrong as Rust shows it.</returns>
    public ClusterResult<Result<AccountId, string>> Setup(ClusterTime at, ClusterSetup setup) =>
        Described(_runtime.Setup(StateView.Empty, Outside(at), at, setup));

    /// <summary>Stores code at the expense of who uploads it.</summary>
    /// <returns>The code's hash, or what went wrong as Rust shows it.</returns>
    public ClusterResult<Result<CodeHash, string>> Upload(ClusterSnapshot before, ClusterTime at, AccountId owner, CodeKind kind, ReadOnlyMemory<byte> code) =>
        Described(_runtime.UploadCode(before.State, Outside(at), at, owner, kind, code));

    /// <summary>Creates plancks for an account.</summary>
    /// <returns>Nothing, or what went wrong as Rust shows it.</returns>
    public ClusterResult<Result<Unit, string>> Deposit(ClusterSnapshot before, ClusterTime at, AccountId account, UInt128 amount) =>
        Described(_runtime.Deposit(before.State, Outside(at), account, amount));

    /// <summary>The contract that a call reaches first.</summary>
    public AccountId EntryOf(ContractCall call) => call switch
    {
        ContractCall.Message message => message.Contract,
        ContractCall.Creation creation => ContractIds.Derive(creation.Arguments.Origin, creation.Code, _cluster.Id, creation.Salt.Span),
        _ => throw NotRunnable(call),
    };

    private static ArgumentException NotRunnable(ContractCall call) => new($"{call.GetType()} is no call that can run", nameof(call));

    private static ClusterResult<Result<T, string>> Described<T>(ClusterResult<Result<T, ReadOnlyMemory<byte>>> result) =>
        result.Value.TryGetValue(out T? value, out ReadOnlyMemory<byte> error)
            ? new(Result<T, string>.Ok(value), result.State)
            : new(Result<T, string>.Err(ContractResult.DescribeError(error.Span)), result.State);

    // What the runtime does beside running contracts asks the worker nothing.
    private PinkExtension Outside(ClusterTime at) => new(_functions, new ContractRun
    {
        Entry = default,
        BlockNumber = at.BlockNumber,
        EventChain = default,
        TimeLimit = new TimeLimit(_time, TimeSpan.Zero),
    });

    private void LogOutcome(ContractRun run, ContractCall call, ClusterOutcome outcome)
    {
        ContractResult result = ContractResult.Decode(outcome.Result);
        if (result.DebugMessage.Length > 0)
        {
            Say(run, call.Mode, DebugLevel, result.DebugMessage);
        }

        bool isCreation = call is ContractCall.Creation;
        if (result.Failure is not null)
        {
            Say(run, call.Mode, ErrorLevel, $"{(isCreation ? "instantiate" : "contract call")} failed: {result.Failure}");
        }
        else if (result.IsReverted)
        {
            Say(run, call.Mode, ErrorLevel, $"{(isCreation ? "instantiate" : "contract call")} reverted");
        }
        else if (isCreation)
        {
            Say(run, call.Mode, InformationLevel, "instantiated");
        }
    }

    private void Say(ContractRun run, ExecutionMode mode, byte level, string message)
    {
        ulong now = (ulong)_time.GetUtcNow().ToUnixTimeMilliseconds();
        _cluster.Log.Add(new LogRecord.Said(run.BlockNumber, run.Entry, run.Entry, ModeNames.Of(mode), now, level, message));
    }
}
