using PhatSdk.Rpc;

namespace PhatSdk.Extrinsics;

/// <summary>A node refused an extrinsic. It is in no pool, and no fee was paid.</summary>
public sealed class InvalidTransactionException : ExtrinsicException
{
    private const int FirstCode = 1001;
    private const int LastCode = 1020;
    private const int InvalidCode = 1010;

    internal InvalidTransactionException(RpcResponseException refusal)
        : base($"the node refused the extrinsic: {Describe(refusal)} (code {refusal.Code})", refusal)
    {
        Code = refusal.Code;
        Reason = Describe(refusal);
    }

    internal InvalidTransactionException(string reason)
        : base($"the node refused the extrinsic: {reason}")
    {
        Code = InvalidCode;
        Reason = reason;
    }

    /// <summary>Why: <c>Transaction is outdated</c>, <c>Inability to pay some fees (e.g. account balance too low)</c>.</summary>
    public string Reason { get; }

    /// <summary>The number of the error: 1010 for one that is invalid, 1011 for one that cannot be judged, 1013 for one that the pool has already, 1014 for one that does not pay enough to take another's place.</summary>
    public int Code { get; }

    internal static bool Is(RpcResponseException exception) => exception.Code is >= FirstCode and <= LastCode;

    private static string Describe(RpcResponseException refusal) => refusal.ErrorData is { ValueKind: System.Text.Json.JsonValueKind.String } data
        ? data.GetString()!
        : refusal.ErrorMessage;
}
