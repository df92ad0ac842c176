using Microsoft.Extensions.Logging;
using PhatSdk.Chain;
using PhatSdk.Pruntime;

namespace PhatSdk.Phat;

public sealed partial class PhatClient
{
    /// <summary>Connects to a cluster by the first of its workers that is reached where the chain's registry says, and is the one that it names.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="http">Sends the requests; stays the caller's.</param>
    /// <param name="cluster">The cluster; null for the chain's first.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The client.</returns>
    /// <exception cref="PhatQueryException">There is no cluster, none of its workers says where it is reached, or the last that was tried is not the one that the chain names.</exception>
    /// <exception cref="PruntimeException">The last worker that was tried was not reached, or refused.</exception>
    /// <exception cref="PhatSdkException">The node did not answer.</exception>
    public static async Task<PhatClient> ConnectAsync(
        ChainClient chain,
        HttpClient http,
        ClusterId? cluster = null,
        PhatClientOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(http);
        options ??= PhatClientOptions.Default;
        options.ThrowIfInvalid();
        ILogger log = LogOf(options);
        OnChainRegistry registry = new(chain);
        ClusterId wanted = cluster ?? await FirstClusterAsync(registry, cancellationToken).ConfigureAwait(false);
        PhatSdkException failure = new PhatQueryException(
            PhatQueryError.UnknownCluster, $"the chain's registry does not say where a worker of cluster {wanted} is reached");
        foreach (ReadOnlyMemory<byte> worker in await registry.GetClusterWorkersAsync(wanted, cancellationToken).ConfigureAwait(false))
        {
            foreach (string endpoint in await registry.GetEndpointsAsync(worker, cancellationToken).ConfigureAwait(false))
            {
                try
                {
                    HttpPruntimeTransport transport = new(http, EndpointOf(endpoint), options.Pruntime);
                    return await ConnectAsync(chain, transport, wanted, options, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception exception) when (exception is PruntimeException or PhatQueryException)
                {
                    failure = (PhatSdkException)exception;
                    log.WorkerPassedOver(endpoint, exception.Message);
                }
            }
        }

        throw failure;
    }

    private static async ValueTask<ClusterId> FirstClusterAsync(OnChainRegistry registry, CancellationToken cancellationToken)
    {
        IReadOnlyList<ClusterId> clusters = await registry.GetClusterIdsAsync(cancellationToken).ConfigureAwait(false);
        return clusters.Count > 0 ? clusters[0] : throw new PhatQueryException(PhatQueryError.UnknownCluster, "the chain has no cluster");
    }

    // What a worker registers is its own text.
    private static Uri EndpointOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? endpoint) && endpoint is { Scheme: "http" or "https", Query: "", Fragment: "" }
            ? endpoint
            : throw new PhatQueryException(PhatQueryError.UnknownCluster, $"a worker's registered address \"{text}\" is none of HTTP");
}
