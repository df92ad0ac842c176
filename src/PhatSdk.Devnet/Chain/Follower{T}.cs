using System.Threading.Channels;

namespace PhatSdk.Devnet.Chain;

/// <summary>Somebody who follows a <see cref="Feed{T}"/>. Dispose of it to follow no longer.</summary>
/// <typeparam name="T">What is told.</typeparam>
internal sealed class Follower<T>(Channel<T> items, Action<Follower<T>> forget) : IDisposable
{
    /// <summary>The items in order; completed when the chain ends or this is disposed of.</summary>
    public ChannelReader<T> Items => items.Reader;

    public void Tell(T item) => items.Writer.TryWrite(item);

    public void Complete() => items.Writer.TryComplete();

    public void Dispose()
    {
        forget(this);
        Complete();
    }
}
