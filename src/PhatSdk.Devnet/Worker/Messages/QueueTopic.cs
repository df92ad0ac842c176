using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Worker.Messages;

/// <summary>The topics of Phala's message queue that a worker reads or writes.</summary>
internal static class QueueTopic
{
    public const string RegistryEvent = "^phala/registry/event";
    public const string ClusterRegistryEvent = "^phala/registry/cluster";
    public const string ContractRegistryEvent = "^phala/registry/contract";
    public const string WorkerClusterReport = "phala/cluster/worker/report";

    private const int IdDigits = 2 * AccountId.Size;

    public static ReadOnlySpan<byte> SystemEvent => "phala/system/event"u8;

    public static ReadOnlySpan<byte> GatekeeperLaunch => "phala/gatekeeper/launch"u8;

    public static ReadOnlySpan<byte> ClusterEvent => "phala/cluster/event"u8;

    public static ReadOnlySpan<byte> ClusterOperation => "phala/cluster/key"u8;

    public static ReadOnlySpan<byte> ContractOperation => "phala/contract/op"u8;

    private static ReadOnlySpan<byte> CommandPrefix => "phala/contract/"u8;

    private static ReadOnlySpan<byte> CommandSuffix => "/command"u8;

    /// <summary>Whether a topic is that of a contract's commands: <c>phala/contract/(64 hexadecimal digits)/command</c>.</summary>
    public static bool IsCommand(ReadOnlySpan<byte> topic, out AccountId contract)
    {
        contract = default;
        if (topic.Length != CommandPrefix.Length + IdDigits + CommandSuffix.Length
            || !topic.StartsWith(CommandPrefix)
            || !topic.EndsWith(CommandSuffix))
        {
            return false;
        }

        Span<byte> id = stackalloc byte[AccountId.Size];
        ReadOnlySpan<byte> digits = topic.Slice(CommandPrefix.Length, IdDigits);
        if (digits.ContainsAnyInRange((byte)'A', (byte)'F')
            || Convert.FromHexString(digits, id, out _, out int written) != System.Buffers.OperationStatus.Done
            || written != id.Length)
        {
            return false;
        }

        contract = new AccountId(id);
        return true;
    }
}
