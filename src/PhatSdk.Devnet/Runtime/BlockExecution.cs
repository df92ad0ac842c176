using PhatSdk.Devnet.State;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Runtime;

/// <summary>A block in the making. One thread at a time.</summary>
internal sealed class BlockExecution : IDisposable
{
    private readonly RuntimeExecutor _executor;
    private readonly StateOverlay _state;
    private bool _isDone;

    internal BlockExecution(RuntimeExecutor executor, StateOverlay state)
    {
        _executor = executor;
        _state = state;
    }

    /// <summary>The state as it is now.</summary>
    internal StateView State => _state.ToView();

    /// <summary>The extrinsics that the runtime wants at the block's start, each with its length before it.</summary>
    /// <param name="inherentData">The encoded <c>InherentData</c>: the time under <c>timstap0</c>.</param>
    internal IReadOnlyList<byte[]> InherentExtrinsics(ReadOnlySpan<byte> inherentData)
    {
        byte[] answer = Call("BlockBuilder_inherent_extrinsics", inherentData);
        ScaleReader reader = new(answer);
        byte[][] extrinsics = reader.ReadVector(1, static (ref ScaleReader item) =>
        {
            ReadOnlySpan<byte> before = item.RemainingSpan;
            _ = item.ReadBytes();
            return before[..^item.Remaining].ToArray();
        });
        reader.ThrowIfNotAtEnd();
        return extrinsics;
    }

    /// <summary>Applies an extrinsic. Where it is not valid, or the runtime traps, nothing of it remains.</summary>
    /// <param name="extrinsic">The extrinsic, with its length before it.</param>
    /// <exception cref="RuntimeTrapException">The runtime trapped; the block can go on.</exception>
    internal ApplyOutcome Apply(ReadOnlySpan<byte> extrinsic)
    {
        ObjectDisposedException.ThrowIf(_isDone, this);
        _state.Begin();
        bool isIncluded = false;
        try
        {
            byte[] result = Call("BlockBuilder_apply_extrinsic", extrinsic);
            isIncluded = new ScaleReader(result).ReadResultTag();
            return new ApplyOutcome(isIncluded, result);
        }
        finally
        {
            if (isIncluded)
            {
                _state.Commit();
            }
            else
            {
                _state.RollBack();
            }
        }
    }

    /// <summary>Finishes the block.</summary>
    /// <returns>The encoded header, and the state after the block.</returns>
    internal (byte[] Header, StateView State) Complete()
    {
        byte[] header = Call("BlockBuilder_finalize_block", default);
        _isDone = true;
        return (header, _state.ToView());
    }

    /// <summary>Gives the block up, where it was not completed.</summary>
    public void Dispose() => _isDone = true;

    private byte[] Call(string method, ReadOnlySpan<byte> arguments)
    {
        ObjectDisposedException.ThrowIf(_isDone, this);
        return _executor.Call(_state, method, arguments);
    }
}
