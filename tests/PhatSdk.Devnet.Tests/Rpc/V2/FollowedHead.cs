using System.Text.Json;

namespace PhatSdk.Devnet.Tests.Rpc.V2;

/// <summary>A subscription by <c>chainHead_v1_follow</c>, read event by event.</summary>
internal sealed class FollowedHead : IAsyncDisposable
{
    private readonly RpcChain _rpc;
    private readonly IAsyncEnumerator<JsonElement> _events;

    private FollowedHead(RpcChain rpc, string id, IAsyncEnumerator<JsonElement> events)
    {
        _rpc = rpc;
        Id = id;
        _events = events;
    }

    public string Id { get; }

    public static async Task<FollowedHead> StartAsync(RpcChain rpc, bool withRuntime = false)
    {
        Devnet.Rpc.Methods.RpcReply reply = await rpc.InvokeAsync("chainHead_v1_follow", withRuntime ? "[true]" : "[false]");
        Assert.That(reply.Feed!.NotificationMethod, Is.EqualTo("chainHead_v1_followEvent"));
        return new FollowedHead(
            rpc, reply.Feed.Id, reply.Feed.ReadAllAsync().Select(notification => JsonElement.Parse(notification.Span)).GetAsyncEnumerator());
    }

    /// <summary>The next event, which has to be of a name.</summary>
    public async Task<JsonElement> NextAsync(string name)
    {
        Assert.That(await _events.MoveNextAsync(), Is.True, $"there is no {name}");
        Assert.That(_events.Current.GetProperty("event").GetString(), Is.EqualTo(name), _events.Current.GetRawText());
        return _events.Current;
    }

    /// <summary>Whether the subscription is over.</summary>
    public async Task<bool> IsOverAsync() => !await _events.MoveNextAsync();

    /// <summary>Skips what every subscription begins with on a chain where all is final.</summary>
    public async Task<JsonElement> BeginAsync()
    {
        JsonElement initialized = await NextAsync("initialized");
        await NextAsync("bestBlockChanged");
        return initialized;
    }

    /// <summary>Calls a method of this subscription.</summary>
    /// <param name="method">The method.</param>
    /// <param name="rest">The parameters behind the subscription's id, in JSON.</param>
    public Task<JsonElement> CallAsync(string method, params string[] rest) => _rpc.ReadAsync(method, Parameters(rest));

    /// <summary>Calls a method of this subscription that answers with an error, and gives its code.</summary>
    public async Task<int> ErrorAsync(string method, params string[] rest) => (await _rpc.ErrorAsync(method, Parameters(rest))).Code;

    public async ValueTask DisposeAsync() => await _events.DisposeAsync();

    private string Parameters(string[] rest) => $"[{string.Join(',', [$"\"{Id}\"", .. rest])}]";
}
