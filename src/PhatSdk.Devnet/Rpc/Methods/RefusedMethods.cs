namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>Methods that a node has and this one cannot serve: they are refused as a node does that was started without its unsafe methods (<c>DenyUnsafe</c> of <c>sc-rpc-api</c>).</summary>
internal static class RefusedMethods
{
    private const string NoOffchain = "the devnet runs no offchain workers, and has no offchain storage";
    private const string NoPeers = "the devnet has no network of nodes";
    private const string NoLogFilter = "the devnet logs by the ILoggerFactory that it was given; filter there";

    public static IEnumerable<IRpcMethod> Methods =>
    [
        Refused("offchain_localStorageSet", NoOffchain),
        Refused("offchain_localStorageGet", NoOffchain),
        Refused("offchain_localStorageClear", NoOffchain),
        Refused("system_addReservedPeer", NoPeers),
        Refused("system_removeReservedPeer", NoPeers),
        Refused("system_unstable_networkState", NoPeers),
        Refused("system_addLogFilter", NoLogFilter),
        Refused("system_resetLogFilter", NoLogFilter),
        Refused("state_traceBlock", "the runtime is built without tracing"),
    ];

    private static RpcMethod Refused(string name, string reason) => new(name, (_, _) => throw RpcErrorException.Refused(name, reason));
}
