using System.Collections.Concurrent;
using PhatSdk.Pruntime;

namespace PhatSdk.TestKit;

/// <summary>A worker that answers as the test says, and remembers what it was asked.</summary>
public sealed class FakePruntimeTransport(Func<string, ReadOnlyMemory<byte>, CancellationToken, ValueTask<PruntimeResponse>> answer)
    : IPruntimeTransport
{
    private readonly ConcurrentQueue<(string Method, ReadOnlyMemory<byte> Body)> _requests = new();

    public FakePruntimeTransport(Func<string, ReadOnlyMemory<byte>, PruntimeResponse> answer)
        : this((method, body, _) => ValueTask.FromResult(answer(method, body)))
    {
    }

    public FakePruntimeTransport(int statusCode, ReadOnlyMemory<byte> body)
        : this((_, _) => new PruntimeResponse(statusCode, body))
    {
    }

    /// <summary>What was asked, in order.</summary>
    public IReadOnlyList<(string Method, ReadOnlyMemory<byte> Body)> Requests => [.. _requests];

    public ValueTask<PruntimeResponse> SendAsync(string method, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        _requests.Enqueue((method, body.ToArray()));
        return answer(method, body, cancellationToken);
    }
}
