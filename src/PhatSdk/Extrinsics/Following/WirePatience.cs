using PhatSdk.Chain;

namespace PhatSdk.Extrinsics.Following;

/// <summary>Reads again where the wire broke, for about half a minute. For reads only: nothing is ever sent twice.</summary>
internal sealed class WirePatience(TimeProvider time)
{
    private const int MostFailures = 10;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Reads, and reads again.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        TimeSpan pause = FirstPause;
        for (int failures = 1; ; failures++)
        {
            try
            {
                return await read(cancellationToken).ConfigureAwait(false);
            }
            catch (PhatSdkException exception) when ((exception.IsTransient || exception is UnknownBlockException) && failures < MostFailures)
            {
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
                pause = pause + pause < LongestPause ? pause + pause : LongestPause;
            }
        }
    }
}
