using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>The errors of <c>chainHead_v1_*</c>, with the codes of the JSON-RPC interface specification.</summary>
internal static class ChainHeadError
{
    public static RpcErrorException TooManyFollows(int most) => new(-32800, "Maximum number of chainHead_follow has been reached", $"{most} a connection");

    /// <summary>The block was not told of, or is no longer pinned.</summary>
    public static RpcErrorException InvalidBlock() => new(-32801, "Invalid block hash");

    public static RpcErrorException NoRuntime() => new(-32802, "Invalid runtime call: The runtime updates flag must be set");

    public static RpcErrorException InvalidContinue() => new(-32803, "Wait for continue event was not generated for the subscription");

    public static RpcErrorException DuplicateHashes() => new(-32804, "Received duplicate hashes for the `chainHead_unpin` method");
}
