using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PhatSdk.Devnet.State;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Runtime;

/// <summary>A chain's runtime: what it says of a state, and how it makes the next. May be used by several threads.</summary>
internal sealed class ChainRuntime : IDisposable
{
    private readonly ExecutorsByCode _executors;

    private ChainRuntime(ExecutorsByCode executors, ReadOnlyMemory<byte> code)
    {
        _executors = executors;
        Code = code;
    }

    /// <summary>The key that a chain's wasm stands under: <c>:code</c>.</summary>
    internal static ReadOnlySpan<byte> CodeKey => ":code"u8;

    /// <summary>The wasm that the chain begins with. A state that holds other code is run by that.</summary>
    internal ReadOnlyMemory<byte> Code { get; }

    /// <summary>Loads the development chain's runtime.</summary>
    /// <param name="cache">Where compiled code is kept; null to compile each time.</param>
    /// <param name="loggers">Where the runtime's log goes.</param>
    /// <param name="limits">What a call may use.</param>
    /// <param name="allowsImpersonation">Whether a <see cref="Wasm.Host.StandInSignature"/> is taken for any sr25519 key's.</param>
    internal static ChainRuntime Load(
        ModuleCache? cache = null, ILoggerFactory? loggers = null, RuntimeLimits? limits = null, bool allowsImpersonation = false)
    {
        ILogger log = (loggers ?? NullLoggerFactory.Instance).CreateLogger(typeof(ChainRuntime).FullName!);
        return new ChainRuntime(
            new ExecutorsByCode(Executor(Artifacts.Chain), code => Executor(RuntimeCode.Plain("the chain's :code", code))), Artifacts.Chain.Wasm);

        RuntimeExecutor Executor(RuntimeCode code) =>
            new(RuntimeModule.Load(WasmEngine.Shared, code, cache), log, limits ?? RuntimeLimits.Default, cache, allowsImpersonation);
    }

    /// <summary>Calls any method, as <c>state_call</c> does; what it writes is dropped.</summary>
    /// <param name="state">The state to run on.</param>
    /// <param name="method">The method, such as <c>AccountNonceApi_account_nonce</c>.</param>
    /// <param name="arguments">The arguments' encodings, one after the other.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The encoded result.</returns>
    /// <exception cref="RuntimeTrapException">There is no such method, or it did not finish.</exception>
    internal byte[] Call(StateView state, string method, ReadOnlySpan<byte> arguments, CancellationToken cancellationToken = default) =>
        _executors.Of(state).Call(new StateOverlay(state), method, arguments, pink: null, cancellationToken);

    /// <summary>The encoded <c>RuntimeVersion</c>.</summary>
    internal byte[] Version(StateView state) => Call(state, "Core_version", default);

    /// <summary>The metadata of a version, with its prefix; null where the runtime does not have it.</summary>
    internal byte[]? Metadata(StateView state, uint version)
    {
        ScaleReader reader = new(Call(state, "Metadata_metadata_at_version", ScaleCodec.Encode(version, static (ref w, v) => w.WriteUInt32(v))));
        return reader.ReadOptionTag() ? reader.ReadBytes().ToArray() : null;
    }

    /// <summary>Asks whether a transaction may come into a block after <paramref name="state"/>.</summary>
    /// <param name="state">The newest block's state.</param>
    /// <param name="source">Where it comes from: 0 a block, 1 this node, 2 outside.</param>
    /// <param name="extrinsic">The extrinsic, with its length before it.</param>
    /// <param name="block">The newest block's hash.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The encoded <c>TransactionValidity</c>.</returns>
    internal byte[] ValidateTransaction(
        StateView state, byte source, ReadOnlySpan<byte> extrinsic, Hash256 block, CancellationToken cancellationToken = default) =>
        Call(state, "TaggedTransactionQueue_validate_transaction", [source, .. extrinsic, .. block.Span], cancellationToken);

    /// <summary>The genesis that the runtime proposes, with all fields: JSON to be changed and given to <see cref="BuildGenesis"/>.</summary>
    internal string DefaultGenesis()
    {
        ScaleReader reader = new(Call(StateView.Empty, "GenesisBuilder_get_preset", [0]));
        if (!reader.ReadOptionTag())
        {
            throw new InvalidDataException("the runtime proposes no genesis");
        }

        return reader.ReadString();
    }

    /// <summary>Makes the genesis state, the runtime's own code included.</summary>
    /// <param name="json">The genesis, whole.</param>
    /// <exception cref="ArgumentException">The runtime does not take it: the message says why.</exception>
    internal StateView BuildGenesis(string json)
    {
        StateOverlay state = new(StateView.Empty);
        byte[] arguments = ScaleCodec.Encode(json, static (ref w, text) => w.WriteString(text));
        ScaleReader reader = new(_executors.Of(StateView.Empty).Call(state, "GenesisBuilder_build_state", arguments));
        if (!reader.ReadResultTag())
        {
            throw new ArgumentException($"the runtime does not take this genesis: {reader.ReadString()}", nameof(json));
        }

        state.Set(CodeKey, Code.Span);
        return state.ToView();
    }

    /// <summary>Begins a block.</summary>
    /// <param name="parent">The parent's state.</param>
    /// <param name="header">The encoded header: parent's hash, number, digest; roots may be zero.</param>
    internal BlockExecution Begin(StateView parent, ReadOnlySpan<byte> header)
    {
        StateOverlay state = new(parent);
        RuntimeExecutor executor = _executors.Of(parent);
        executor.Call(state, "Core_initialize_block", header);
        return new BlockExecution(executor, state);
    }

    /// <inheritdoc/>
    public void Dispose() => _executors.Dispose();
}
