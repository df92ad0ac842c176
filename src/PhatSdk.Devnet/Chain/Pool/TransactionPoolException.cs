using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain.Pool;

/// <summary>The pool did not take a transaction. Code, message and detail are those that a Substrate node answers with (<c>sc-rpc-api</c>, author).</summary>
internal sealed class TransactionPoolException : PhatSdkException
{
    private TransactionPoolException(int code, string reason, string? detail = null, Exception? innerException = null)
        : base(detail is null ? reason : $"{reason}: {detail}", innerException)
    {
        Code = code;
        Reason = reason;
        Detail = detail;
    }

    public int Code { get; }

    public string Reason { get; }

    public string? Detail { get; }

    /// <summary>The runtime broke on it, as it does on bytes that are no extrinsic.</summary>
    public static TransactionPoolException NotVerified(Exception cause) =>
        new(1002, $"Verification Error: Runtime error: Execution failed: {cause.Message}", cause.Message, cause);

    public static TransactionPoolException Refused(TransactionValidityError error) => error.IsUnknown
        ? new(1011, "Unknown Transaction Validity", error.Message)
        : new(1010, "Invalid Transaction", error.Message);

    public static TransactionPoolException Banned() => new(1012, "Transaction is temporarily banned");

    public static TransactionPoolException AlreadyImported(Hash256 transaction) => new(1013, "Transaction Already Imported", transaction.ToString());

    public static TransactionPoolException PriorityTooLow(ulong old, ulong given) => new(
        1014,
        $"Priority is too low: ({old} vs {given})",
        "The transaction has too low priority to replace another transaction already in the pool.");

    public static TransactionPoolException ImmediatelyDropped() =>
        new(1016, "Immediately Dropped", "The transaction couldn't enter the pool because of the limit");

    public static TransactionPoolException NoTags() =>
        new(1019, "No tags provided", "Transaction does not provide any tags, so the pool can't identify it");
}
