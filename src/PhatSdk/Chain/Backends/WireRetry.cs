using System.Runtime.CompilerServices;
using PhatSdk.Rpc;

namespace PhatSdk.Chain.Backends;

/// <summary>Asks again, and follows on, when the wire breaks. For reads only.</summary>
/// <remarks>A wire that comes back is the connection's doing; here a few attempts bridge the moment in which one breaks and the next is there.</remarks>
internal sealed class WireRetry(TimeProvider time)
{
    private const int MostAttempts = 5;
    private const int FirstPauseMs = 50;

    /// <summary>Reads, and reads again where the wire broke.</summary>
    public async Task<T> ReadAsync<T>(Func<CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await read(cancellationToken).ConfigureAwait(false);
            }
            catch (RpcException exception) when (exception.IsTransient && attempt < MostAttempts)
            {
                await PauseAsync(attempt, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Reads until there is something: a node may tell of a block a moment before it can be asked for it.</summary>
    /// <returns>What was read; null where there is still nothing.</returns>
    public async Task<T?> ReadUntilThereAsync<T>(Func<CancellationToken, ValueTask<T?>> read, CancellationToken cancellationToken)
    {
        T? value = await ReadAsync(read, cancellationToken).ConfigureAwait(false);
        for (int attempt = 1; value is null && attempt < MostAttempts; attempt++)
        {
            await PauseAsync(attempt, cancellationToken).ConfigureAwait(false);
            value = await ReadAsync(read, cancellationToken).ConfigureAwait(false);
        }

        return value;
    }

    /// <summary>Follows something, and follows it anew where the wire broke or the node ended it. What comes meanwhile is missing.</summary>
    public async IAsyncEnumerable<T> FollowAsync<T>(
        Func<CancellationToken, IAsyncEnumerable<T>> follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            IAsyncEnumerator<T> source = follow(cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (source.ConfigureAwait(false))
            {
                while (await HasNextAsync(source, isLast: attempt == MostAttempts).ConfigureAwait(false))
                {
                    attempt = 1;
                    yield return source.Current;
                }
            }

            await PauseAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async ValueTask<bool> HasNextAsync<T>(IAsyncEnumerator<T> source, bool isLast)
    {
        try
        {
            bool has = await source.MoveNextAsync().ConfigureAwait(false);
            return has || !isLast ? has : throw new RpcConnectionException($"the node ended the subscription {MostAttempts} times");
        }
        catch (RpcException exception) when (exception.IsTransient && !isLast)
        {
            return false;
        }
    }

    private Task PauseAsync(int attempt, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(FirstPauseMs << attempt), time, cancellationToken);
}
