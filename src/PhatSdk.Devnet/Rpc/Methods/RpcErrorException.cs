using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>The answer to a request is an error.</summary>
/// <param name="code">The error's <c>code</c>.</param>
/// <param name="errorMessage">The error's <c>message</c>.</param>
/// <param name="errorData">The error's <c>data</c>, a text; null for none.</param>
/// <param name="innerException">What caused it.</param>
internal sealed class RpcErrorException(int code, string errorMessage, string? errorData = null, Exception? innerException = null)
    : PhatSdkException(errorData is null ? errorMessage : $"{errorMessage}: {errorData}", innerException)
{
    private const int MethodNotFoundCode = -32601;
    private const int InvalidParamsCode = -32602;
    private const int InternalErrorCode = -32603;
    private const int TooManySubscriptionsCode = -32006;
    private const int EmptyPoolCode = 20_001;
    private const int AuthorCode = 1040;
    private const int StateRangeCode = 4001;
    private const int StateCountCode = 4002;
    private const int StateClientCode = 4003;

    public int Code { get; } = code;

    public string ErrorMessage { get; } = errorMessage;

    public string? ErrorData { get; } = errorData;

    public static RpcErrorException MethodNotFound(string method) => new(MethodNotFoundCode, "Method not found", method);

    /// <summary>Names the argument and the value.</summary>
    public static RpcErrorException InvalidParams(string reason) => new(InvalidParamsCode, "Invalid params", reason);

    public static RpcErrorException Internal(Exception cause) => new(InternalErrorCode, "Internal error", cause.Message, cause);

    public static RpcErrorException TooManySubscriptions(int most) =>
        new(TooManySubscriptionsCode, "Too many subscriptions on the connection", $"Exceeded max limit of {most}");

    /// <summary>No block can be made of nothing (<c>sc-consensus-manual-seal</c>).</summary>
    public static RpcErrorException EmptyPool() => new(EmptyPoolCode, "Transaction pool is empty");

    /// <summary>A subscription was asked for where notifications cannot be carried, as by HTTP.</summary>
    public static RpcErrorException NoSubscriptions() => new(InternalErrorCode, "Internal error", "subscriptions need a WebSocket");

    /// <summary>The node does not serve this method to anybody (<c>sc-rpc-api</c>, policy).</summary>
    public static RpcErrorException Refused(string method, string reason) =>
        new(MethodNotFoundCode, "RPC call is unsafe to be called externally", $"{method}: {reason}");

    /// <summary>What went wrong with keys (<c>sc-rpc-api</c>, author).</summary>
    public static RpcErrorException Author(string reason, Exception? cause = null) => new(AuthorCode, reason, null, cause);

    /// <summary>Two blocks are not the ends of a range (<c>sc-rpc-api</c>, state).</summary>
    public static RpcErrorException BlockRange(Hash256 from, Hash256 to, string reason) =>
        new(StateRangeCode, $"Cannot resolve a block range ['{from}' ... '{to}']. {reason}");

    /// <summary>More asked for than a node gives at once (<c>sc-rpc-api</c>, state).</summary>
    public static RpcErrorException CountTooLarge(uint value, uint most) =>
        new(StateCountCode, $"count exceeds maximum value. value: {value}, max: {most}");

    /// <summary>The state or the runtime did not answer (<c>sc-rpc-api</c>, state).</summary>
    public static RpcErrorException Client(string reason, Exception? cause = null) => new(StateClientCode, $"Client error: {reason}", null, cause);
}
