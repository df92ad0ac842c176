using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PhatSdk.Devnet.State;
using PhatSdk.Devnet.Wasm;

namespace PhatSdk.Devnet.Runtime;

/// <summary>Runs each state by the code that it holds under <c>:code</c>: a chain may change its own runtime. May be used by several threads.</summary>
internal sealed class ExecutorsByCode : IDisposable
{
    private readonly RuntimeExecutor _first;
    private readonly Func<ReadOnlyMemory<byte>, RuntimeExecutor> _load;
    private readonly Lock _lock = new();

    // States share the bytes of their code, so that the array itself tells which it is.
    private readonly ConditionalWeakTable<byte[], RuntimeExecutor> _known = [];
    private readonly List<RuntimeExecutor> _loaded = [];

    /// <summary>Creates the table.</summary>
    /// <param name="first">What runs the code that there is from the start, and states without code.</param>
    /// <param name="load">Makes what runs other code.</param>
    internal ExecutorsByCode(RuntimeExecutor first, Func<ReadOnlyMemory<byte>, RuntimeExecutor> load)
    {
        _first = first;
        _load = load;
    }

    /// <summary>Finds what runs a state; where its code is new, it is compiled.</summary>
    /// <exception cref="InvalidDataException">The state's code cannot be run.</exception>
    internal RuntimeExecutor Of(StateView state)
    {
        if (state.Get(ChainRuntime.CodeKey) is not { } code || !MemoryMarshal.TryGetArray(code, out ArraySegment<byte> bytes))
        {
            return _first;
        }

        byte[] key = bytes.Array!;
        if (_known.TryGetValue(key, out RuntimeExecutor? executor))
        {
            return executor;
        }

        lock (_lock)
        {
            if (!_known.TryGetValue(key, out executor))
            {
                executor = _first.Runs(code.Span) ? _first : _loaded.Find(other => other.Runs(code.Span));
                if (executor is null)
                {
                    executor = _load(code);
                    _loaded.Add(executor);
                }

                _known.Add(key, executor);
            }

            return executor;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _loaded.ForEach(static executor => executor.Dispose());
            _loaded.Clear();
        }

        _first.Dispose();
    }
}
