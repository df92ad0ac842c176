namespace PhatSdk.Pruntime;

/// <summary>Carries requests to one pRuntime worker and brings its answers back, in bytes: over HTTP, within a process, or to a fake in a test.</summary>
public interface IPruntimeTransport
{
    /// <summary>Sends a request, once.</summary>
    /// <param name="method">The service and the method: <c>PhactoryAPI.GetInfo</c>.</param>
    /// <param name="body">The request as a protobuf message; empty where the method takes none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the worker answered, a refusal included.</returns>
    /// <exception cref="PruntimeException">The worker could not be reached, or answered with more than the transport accepts.</exception>
    ValueTask<PruntimeResponse> SendAsync(string method, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}
