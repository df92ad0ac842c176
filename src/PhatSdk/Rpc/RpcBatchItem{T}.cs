using System.Runtime.ExceptionServices;
using System.Text.Json;

namespace PhatSdk.Rpc;

/// <summary>One request of a batch, and where its result is found.</summary>
/// <typeparam name="T">The result's type.</typeparam>
public sealed class RpcBatchItem<T>
{
    private readonly Func<JsonElement, T> _read;
    private T? _value;
    private bool _isAnswered;

    internal RpcBatchItem(string method, Func<JsonElement, T> read)
    {
        Method = method;
        _read = read;
    }

    /// <summary>The method.</summary>
    public string Method { get; }

    /// <summary>What went wrong with this request; null where it has a result, or was not answered.</summary>
    public RpcException? Error { get; private set; }

    /// <summary>The result.</summary>
    /// <exception cref="RpcException">What went wrong with this request.</exception>
    /// <exception cref="InvalidOperationException">The batch was not sent, or not answered.</exception>
    public T Value
    {
        get
        {
            if (Error is not null)
            {
                ExceptionDispatchInfo.Throw(Error);
            }

            return _isAnswered ? _value! : throw new InvalidOperationException($"{Method}: the batch has no answer");
        }
    }

    internal void Take(RpcOutcome outcome)
    {
        try
        {
            _value = _read(outcome.Result);
            _isAnswered = true;
        }
        catch (RpcException error)
        {
            Error = error;
        }
    }
}
