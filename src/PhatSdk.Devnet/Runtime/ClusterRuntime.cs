using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PhatSdk.Devnet.State;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Devnet.Wasm.Host;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Runtime;

/// <summary>
/// The contract runtime of a Phat cluster. Holds no state: each call gets one and, where it changes it, returns the next.
/// May be used by several threads; queries of one state run side by side.
/// </summary>
/// <remarks>Errors are encoded <c>DispatchError</c>s, to be read by the runtime's metadata.</remarks>
internal sealed partial class ClusterRuntime : IDisposable
{
    private readonly RuntimeExecutor _executor;

    private ClusterRuntime(RuntimeExecutor executor) => _executor = executor;

    private delegate void ArgumentWriter(ref ScaleWriter writer);

    /// <summary>Loads the runtime.</summary>
    /// <param name="cache">Where compiled code is kept; null to compile each time.</param>
    /// <param name="loggers">Where the runtime's log goes.</param>
    /// <param name="limits">What a call may use.</param>
    internal static ClusterRuntime Load(ModuleCache? cache = null, ILoggerFactory? loggers = null, RuntimeLimits? limits = null)
    {
        RuntimeModule module = RuntimeModule.Load(WasmEngine.Shared, Artifacts.Cluster, cache);
        ILogger log = (loggers ?? NullLoggerFactory.Instance).CreateLogger(typeof(ClusterRuntime).FullName!);
        return new ClusterRuntime(new RuntimeExecutor(module, log, limits ?? RuntimeLimits.Default));
    }

    /// <summary>Calls any method; what it writes is dropped.</summary>
    /// <exception cref="RuntimeTrapException">There is no such method, or it did not finish.</exception>
    internal byte[] Call(
        StateView state, string method, ReadOnlySpan<byte> arguments, IPinkHost? host = null, CancellationToken cancellationToken = default) =>
        _executor.Call(new StateOverlay(state), method, arguments, host, cancellationToken);

    /// <summary>Fills an empty state and deploys the system contract.</summary>
    /// <returns>The system contract's id, or the error.</returns>
    internal ClusterResult<Result<AccountId, ReadOnlyMemory<byte>>> Setup(
        StateView before, IPinkHost host, ClusterTime at, ClusterSetup setup, CancellationToken cancellationToken = default) =>
        Change(
            before,
            host,
            "ClusterApi_setup",
            (ref ScaleWriter writer) =>
            {
                writer.Write(at);
                writer.Write(setup);
            },
            static (ref ScaleReader reader) => ReadResult(ref reader, static (ref ScaleReader value) => value.Read<AccountId>()),
            cancellationToken);

    /// <summary>Runs a message of a contract.</summary>
    /// <param name="before">The state; it stays as it is, but for a transaction.</param>
    /// <param name="host">The worker.</param>
    /// <param name="at">The chain's block.</param>
    /// <param name="mode">How it is executed.</param>
    /// <param name="arguments">Who calls, and what it may cost.</param>
    /// <param name="contract">The contract.</param>
    /// <param name="input">Selector and arguments.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="RuntimeTrapException">The runtime itself failed. A contract's failure is in the outcome.</exception>
    internal ClusterResult<ClusterOutcome> Call(
        StateView before,
        IPinkHost host,
        ClusterTime at,
        ExecutionMode mode,
        CallArguments arguments,
        AccountId contract,
        ReadOnlyMemory<byte> input,
        CancellationToken cancellationToken = default)
    {
        ClusterResult<ClusterOutcome> result = Change(
            before,
            host,
            "ClusterApi_call",
            (ref ScaleWriter writer) =>
            {
                writer.Write(at);
                writer.WriteByte((byte)mode);
                writer.Write(arguments);
                writer.Write(contract);
                writer.WriteBytes(input.Span);
            },
            static (ref ScaleReader reader) => ClusterOutcome.Decode(ref reader),
            cancellationToken);
        return mode == ExecutionMode.Transaction ? result : result with { State = before };
    }

    /// <summary>Creates a contract.</summary>
    /// <inheritdoc cref="Call(StateView, IPinkHost, ClusterTime, ExecutionMode, CallArguments, AccountId, ReadOnlyMemory{byte}, CancellationToken)"/>
    internal ClusterResult<ClusterOutcome> Instantiate(
        StateView before,
        IPinkHost host,
        ClusterTime at,
        ExecutionMode mode,
        CallArguments arguments,
        CodeHash code,
        ReadOnlyMemory<byte> input,
        ReadOnlyMemory<byte> salt,
        CancellationToken cancellationToken = default)
    {
        ClusterResult<ClusterOutcome> result = Change(
            before,
            host,
            "ClusterApi_instantiate",
            (ref ScaleWriter writer) =>
            {
                writer.Write(at);
                writer.WriteByte((byte)mode);
                writer.Write(arguments);
                writer.Write(code);
                writer.WriteBytes(input.Span);
                writer.WriteBytes(salt.Span);
            },
            static (ref ScaleReader reader) => ClusterOutcome.Decode(ref reader),
            cancellationToken);
        return mode == ExecutionMode.Transaction ? result : result with { State = before };
    }

    /// <summary>Stores code, at the expense of <paramref name="owner"/>.</summary>
    /// <returns>The code's hash, or the error.</returns>
    internal ClusterResult<Result<CodeHash, ReadOnlyMemory<byte>>> UploadCode(
        StateView before,
        IPinkHost host,
        ClusterTime at,
        AccountId owner,
        CodeKind kind,
        ReadOnlyMemory<byte> code,
        CancellationToken cancellationToken = default) =>
        Change(
            before,
            host,
            "ClusterApi_upload_code",
            (ref ScaleWriter writer) =>
            {
                writer.Write(at);
                writer.Write(owner);
                writer.WriteByte((byte)kind);
                writer.WriteBytes(code.Span);
            },
            static (ref ScaleReader reader) => ReadResult(ref reader, static (ref ScaleReader value) => value.Read<CodeHash>()),
            cancellationToken);

    /// <summary>Creates plancks for an account.</summary>
    /// <returns>Nothing, or the error.</returns>
    internal ClusterResult<Result<Unit, ReadOnlyMemory<byte>>> Deposit(
        StateView before, IPinkHost host, AccountId account, UInt128 value, CancellationToken cancellationToken = default) =>
        Change(
            before,
            host,
            "ClusterApi_deposit",
            (ref ScaleWriter writer) =>
            {
                writer.Write(account);
                writer.WriteUInt128(value);
            },
            static (ref ScaleReader reader) => ReadResult(ref reader, static (ref ScaleReader value) => value.Read<Unit>()),
            cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _executor.Dispose();

    // An error is what remains of the answer.
    private static Result<T, ReadOnlyMemory<byte>> ReadResult<T>(ref ScaleReader reader, ScaleDecoder<T> decode) =>
        reader.ReadResultTag()
            ? Result<T, ReadOnlyMemory<byte>>.Ok(decode(ref reader))
            : Result<T, ReadOnlyMemory<byte>>.Err(reader.ReadRaw(reader.Remaining).ToArray());

    private ClusterResult<T> Change<T>(
        StateView before, IPinkHost? host, string method, ArgumentWriter write, ScaleDecoder<T> decode, CancellationToken cancellationToken)
    {
        StateOverlay state = new(before);
        ScaleWriter writer = new(stackalloc byte[512]);
        try
        {
            write(ref writer);
            byte[] answer = _executor.Call(state, method, writer.WrittenSpan, host, cancellationToken);
            return new ClusterResult<T>(ScaleCodec.Decode(answer, decode), state.ToView());
        }
        finally
        {
            writer.Dispose();
        }
    }
}
