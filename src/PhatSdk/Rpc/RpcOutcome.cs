using System.Runtime.ExceptionServices;
using System.Text.Json;

namespace PhatSdk.Rpc;

/// <summary>What came of one request of a batch: a result, or what went wrong with this one.</summary>
public readonly struct RpcOutcome
{
    private readonly JsonElement _result;

    private RpcOutcome(JsonElement result, RpcException? error)
    {
        _result = result;
        Error = error;
    }

    /// <summary>What went wrong; null where there is a result.</summary>
    public RpcException? Error { get; }

    /// <summary>The answer's <c>result</c>, <see cref="JsonValueKind.Null"/> included. It stays valid: its document is never disposed of.</summary>
    /// <exception cref="RpcException">What went wrong with the request.</exception>
    public JsonElement Result
    {
        get
        {
            if (Error is not null)
            {
                ExceptionDispatchInfo.Throw(Error);
            }

            return _result;
        }
    }

    /// <summary>The node gave a result.</summary>
    /// <param name="result">The answer's <c>result</c>.</param>
    /// <returns>The outcome.</returns>
    public static RpcOutcome Succeeded(JsonElement result) => new(result, null);

    /// <summary>Something went wrong.</summary>
    /// <param name="error">What.</param>
    /// <returns>The outcome.</returns>
    public static RpcOutcome Failed(RpcException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new RpcOutcome(default, error);
    }
}
