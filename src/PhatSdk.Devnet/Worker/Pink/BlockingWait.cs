using System.Runtime.ExceptionServices;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>Waits for asynchronous work on a thread that WebAssembly runs on, and that therefore cannot be given back.</summary>
/// <remarks>Contracts run on threads of their own, not on the pool's, so the work always finds a thread.</remarks>
internal static class BlockingWait
{
    /// <summary>Does the work and returns its result, or throws what it threw.</summary>
    public static T For<T>(Func<Task<T>> work)
    {
        object gate = new();
        bool isDone = false;
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        _ = Task.Run(async () =>
        {
            T? value = default;
            ExceptionDispatchInfo? thrown = null;
            try
            {
                value = await work().ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                thrown = ExceptionDispatchInfo.Capture(exception);
            }

            lock (gate)
            {
                (result, failure, isDone) = (value, thrown, true);
                Monitor.Pulse(gate);
            }
        });
        lock (gate)
        {
            while (!isDone)
            {
                Monitor.Wait(gate);
            }
        }

        failure?.Throw();
        return result!;
    }
}
