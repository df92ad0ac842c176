using System.Runtime.ExceptionServices;
using PhatSdk.Devnet.Wasm.Host;
using PhatSdk.Scale;
using Wasmtime;

namespace PhatSdk.Devnet.Wasm;

/// <summary>A running runtime, on one thread. After a trap it is of no more use.</summary>
internal sealed class RuntimeInstance : IDisposable
{
    private readonly WasmEngine _engine;
    private readonly HostContext _host;
    private readonly RuntimeLimits _limits;
    private readonly Store _store;
    private readonly Instance _instance;
    private bool _hasTrapped;

    internal RuntimeInstance(RuntimeModule module, HostContext host, RuntimeLimits? limits = null)
    {
        _engine = module.WasmEngine;
        _host = host;
        _limits = limits ?? RuntimeLimits.Default;
        _store = new Store(_engine.Engine, host);
        try
        {
            _store.SetLimits(memorySize: _limits.MemoryBytes);
            _store.SetEpochDeadline(1);
            _store.SetEpochDeadlineCallback(static store =>
            {
                ((HostContext)store.GetData()!).Cancellation.ThrowIfCancellationRequested();
                return 1;
            });
            (Instance memory, _instance) = module.Instantiate(_store);
            memory.GetAction<int>(GuestAllocator.BeginExport)!((int)_instance.GetGlobal("__heap_base")!.GetValue()!);
            host.Attach(
                new GuestMemory(memory.GetMemory(GuestAllocator.MemoryExport)!),
                new GuestAllocator(memory.GetFunction<int, int>(GuestAllocator.MallocExport)!));
        }
        catch
        {
            _store.Dispose();
            throw;
        }
    }

    /// <summary>Calls a method of the runtime.</summary>
    /// <param name="method">The exported function's name, such as <c>Core_version</c>.</param>
    /// <param name="arguments">The arguments' encodings, one after the other.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The encoded result.</returns>
    /// <exception cref="RuntimeTrapException">The runtime has no such method, or did not finish.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    internal byte[] Call(string method, ReadOnlySpan<byte> arguments, CancellationToken cancellationToken = default)
    {
        if (_hasTrapped)
        {
            throw new InvalidOperationException("an instance that trapped is of no more use");
        }

        Func<int, int, long> function = _instance.GetFunction<int, int, long>(method)
            ?? throw new RuntimeTrapException(method, "the runtime has no such method");
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_limits.Duration);
        _host.Cancellation = limit.Token;
        _host.FirstLayer = _host.State.Depth;
        _host.LastError = null;
        using CancellationTokenRegistration interrupt = limit.Token.UnsafeRegister(static engine => ((WasmEngine)engine!).Interrupt(), _engine);
        try
        {
            long result = function(_host.Place(arguments), arguments.Length);
            return _host.Memory.Slice(result).ToArray();
        }
        catch (Exception exception)
        {
            _hasTrapped = true;
            cancellationToken.ThrowIfCancellationRequested();
            throw Translate(method, exception);
        }
        finally
        {
            CloseLayers();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _store.Dispose();

    // As a node does: what the runtime left open is rolled back.
    private void CloseLayers()
    {
        while (_host.State.Depth > _host.FirstLayer)
        {
            _host.State.RollBack();
        }
    }

    private Exception Translate(string method, Exception exception)
    {
        switch (exception)
        {
            case TrapException trap:
                string reason = trap.Frames is [{ FunctionName: GuestAllocator.OutOfMemoryFunction }, ..]
                    ? $"it needs more than the {_limits.MemoryBytes} bytes of memory that it may have"
                    : _host.LastError ?? trap.Message;
                return new RuntimeTrapException(method, reason, trap.Type, trap);
            case WasmtimeException { InnerException: OperationCanceledException }:
                return new RuntimeTrapException(method, $"it did not finish within {_limits.Duration}", TrapCode.Interrupt, exception);
            case WasmtimeException { InnerException: (HostFaultException or ScaleException) and { Message: string fault } }:
                return new RuntimeTrapException(method, fault, TrapCode.Undefined, exception);
            case WasmtimeException { InnerException: { } inner }:
                ExceptionDispatchInfo.Throw(inner);
                return inner;
            case HostFaultException:
                return new RuntimeTrapException(method, $"its result: {exception.Message}", TrapCode.Undefined, exception);
            default:
                return exception is WasmtimeException ? new RuntimeTrapException(method, exception.Message, TrapCode.Undefined, exception) : exception;
        }
    }
}
