using System.Text.Json;

namespace PhatSdk.Rpc;

/// <summary>A node answered a request with an error.</summary>
public sealed class RpcResponseException : RpcException
{
    private const int ShownData = 1024;

    /// <summary>Creates the exception.</summary>
    /// <param name="method">The method that was called.</param>
    /// <param name="code">The error's <c>code</c>: -32601 where the node has no such method, 1010 for an invalid transaction.</param>
    /// <param name="errorMessage">The error's <c>message</c>.</param>
    /// <param name="errorData">The error's <c>data</c>; null where there is none.</param>
    public RpcResponseException(string method, int code, string errorMessage, JsonElement? errorData = null)
        : base(Describe(method, code, errorMessage, errorData))
    {
        Method = method;
        Code = code;
        ErrorMessage = errorMessage;
        ErrorData = errorData;
    }

    /// <summary>The method that was called.</summary>
    public string Method { get; }

    /// <summary>The error's <c>code</c>: -32601 where the node has no such method, 1010 for an invalid transaction.</summary>
    public int Code { get; }

    /// <summary>The error's <c>message</c>.</summary>
    public string ErrorMessage { get; }

    /// <summary>The error's <c>data</c>; null where there is none.</summary>
    public JsonElement? ErrorData { get; }

    private static string Describe(string method, int code, string errorMessage, JsonElement? errorData)
    {
        string start = $"{method}: the node answered error {code}: {errorMessage}";
        if (errorData is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } data)
        {
            return start;
        }

        string text = data.ValueKind == JsonValueKind.String ? data.GetString()! : data.GetRawText();
        return $"{start} ({(text.Length <= ShownData ? text : text[..ShownData] + "…")})";
    }
}
