using PhatSdk.Scale;

namespace PhatSdk.Phat.Messages;

/// <summary>Why a worker did not answer a query: <c>QueryError</c> of <c>phactory-api</c>.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Message">The runtime's words for <see cref="QueryErrorKind.RuntimeError"/>; empty otherwise.</param>
public readonly record struct QueryError(QueryErrorKind Kind, string Message) : IScaleType<QueryError>
{
    /// <inheritdoc/>
    public static QueryError Decode(ref ScaleReader reader)
    {
        int start = reader.Offset;
        byte tag = reader.ReadByte();
        return tag <= (byte)QueryErrorKind.Timeout
            ? new QueryError((QueryErrorKind)tag, tag == (byte)QueryErrorKind.RuntimeError ? reader.ReadString() : "")
            : throw new ScaleException($"0x{tag:x2} is no QueryError", start);
    }

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer)
    {
        writer.WriteByte((byte)Kind);
        if (Kind == QueryErrorKind.RuntimeError)
        {
            writer.WriteString(Message);
        }
    }
}
