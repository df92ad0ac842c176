using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace PhatSdk.Rpc;

/// <summary>What observers see of the requests: names after OpenTelemetry's conventions for RPC.</summary>
internal static class RpcTelemetry
{
    /// <summary>The name of the source of activities and of the meter.</summary>
    public const string Name = "PhatSdk";

    /// <summary>The name of what is sent in one message.</summary>
    public const string Batch = "batch";

    private const string SystemName = "jsonrpc";

    private static readonly ActivitySource Activities = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>("rpc.client.call.duration", "s", "How long requests to a node took, by method and outcome.");

    private static readonly UpDownCounter<int> Subscriptions =
        Meter.CreateUpDownCounter<int>("phatsdk.rpc.subscriptions", "{subscription}", "How many subscriptions there are.");

    private static readonly Counter<long> Reconnections =
        Meter.CreateCounter<long>("phatsdk.rpc.reconnections", "{connection}", "How often a broken connection was replaced.");

    /// <summary>Begins to watch a request.</summary>
    public static Activity? Start(string method, Uri endpoint)
    {
        Activity? activity = Activities.StartActivity(method, ActivityKind.Client);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag("rpc.system.name", SystemName);
            activity.SetTag("jsonrpc.protocol.version", "2.0");
            activity.SetTag("rpc.method", method);
            activity.SetTag("server.address", endpoint.Host);
            activity.SetTag("server.port", endpoint.Port);
        }

        return activity;
    }

    /// <summary>Ends the watch.</summary>
    /// <param name="activity">What was begun; null where nobody watches.</param>
    /// <param name="method">The method.</param>
    /// <param name="endpoint">Where the request went.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="failure">What came of it; null where it gave its result.</param>
    public static void Stop(Activity? activity, string method, Uri endpoint, TimeSpan duration, Exception? failure)
    {
        string? code = failure is RpcResponseException response ? response.Code.ToString(CultureInfo.InvariantCulture) : null;
        string? error = code ?? failure?.GetType().FullName;
        if (Duration.Enabled)
        {
            TagList tags = new()
            {
                { "rpc.system.name", SystemName },
                { "rpc.method", method },
                { "server.address", endpoint.Host },
                { "server.port", endpoint.Port },
            };
            if (error is not null)
            {
                tags.Add("error.type", error);
            }

            Duration.Record(duration.TotalSeconds, tags);
        }

        if (activity is not null)
        {
            if (error is not null)
            {
                activity.SetTag("error.type", error);
                activity.SetTag("rpc.response.status_code", code);
                activity.SetStatus(ActivityStatusCode.Error);
            }

            activity.Dispose();
        }
    }

    public static void Subscribed(string method) => Subscriptions.Add(1, new KeyValuePair<string, object?>("rpc.method", method));

    public static void Unsubscribed(string method) => Subscriptions.Add(-1, new KeyValuePair<string, object?>("rpc.method", method));

    public static void Reconnected() => Reconnections.Add(1);
}
