namespace PhatSdk.Rpc;

/// <summary>A message to a node.</summary>
/// <param name="Json">JSON in UTF-8.</param>
/// <param name="Requests">The requests in it whose answers somebody waits for.</param>
internal sealed record OutgoingMessage(ReadOnlyMemory<byte> Json, IReadOnlyList<PendingRequest> Requests)
{
    /// <summary>Whether nobody waits for any answer any longer.</summary>
    public bool IsAbandoned => Requests.Count > 0 && Requests.All(static request => request.Answer.IsCanceled);
}
