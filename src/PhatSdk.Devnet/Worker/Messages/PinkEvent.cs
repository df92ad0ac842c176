using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker.Messages;

/// <summary>What a contract tells the worker: <c>PinkEvent</c> of the <c>pink</c> crate, version 1.2.</summary>
/// <param name="Name">The variant's name.</param>
/// <param name="IsSystemOnly">Whether the system contract alone may emit it.</param>
/// <param name="IsAllowedInQuery">Whether a query may emit it, too.</param>
internal abstract record PinkEvent(string Name, bool IsSystemOnly, bool IsAllowedInQuery)
{
    private const byte OnBlockEnd = 0;

    /// <summary>Whether the cluster's chain of events leaves it out.</summary>
    public virtual bool IsPrivate => false;

    public static PinkEvent Decode(ref ScaleReader reader)
    {
        int start = reader.Offset;
        byte variant = reader.ReadByte();
        return variant switch
        {
            2 => DecodeHook(ref reader),
            3 => new DeploySidevm(reader.Read<AccountId>(), reader.Read<Hash256>()),
            4 => new SidevmMessage(reader.ReadBytes().ToArray()),
            5 => new ChangeCache(reader.Read<CacheOperation>()),
            6 => new StopSidevm(),
            7 => new ForceStopSidevm(reader.Read<AccountId>()),
            8 => new SetLogHandler(reader.Read<AccountId>()),
            9 => new SetContractWeight(reader.Read<AccountId>(), reader.ReadUInt32()),
            10 => new UpgradeRuntime(reader.ReadUInt32(), reader.ReadUInt32()),
            11 => new OperateSidevm(reader.ReadRaw(reader.Remaining).ToArray()),
            12 => new SetJsRuntime(reader.Read<Hash256>()),
            _ => throw new ScaleException($"{variant} is no PinkEvent", start),
        };
    }

    private static SetHook DecodeHook(ref ScaleReader reader)
    {
        int start = reader.Offset;
        byte hook = reader.ReadByte();
        return hook == OnBlockEnd
            ? new SetHook(reader.Read<AccountId>(), reader.ReadUInt32(), reader.ReadUInt64())
            : throw new ScaleException($"{hook} is no HookPoint", start);
    }

    /// <summary>Calls <paramref name="Selector"/> of <paramref name="Contract"/> when each block ends.</summary>
    internal sealed record SetHook(AccountId Contract, uint Selector, ulong GasLimit) : PinkEvent(nameof(SetHook), true, false);

    internal sealed record DeploySidevm(AccountId Contract, Hash256 CodeHash) : PinkEvent("DeploySidevmTo", true, true);

    internal sealed record SidevmMessage(ReadOnlyMemory<byte> Payload) : PinkEvent(nameof(SidevmMessage), false, true)
    {
        public override bool IsPrivate => true;
    }

    internal sealed record ChangeCache(CacheOperation Operation) : PinkEvent("CacheOp", false, true)
    {
        public override bool IsPrivate => true;
    }

    internal sealed record StopSidevm() : PinkEvent(nameof(StopSidevm), false, true);

    internal sealed record ForceStopSidevm(AccountId Contract) : PinkEvent(nameof(ForceStopSidevm), true, true);

    internal sealed record SetLogHandler(AccountId Contract) : PinkEvent(nameof(SetLogHandler), true, false);

    internal sealed record SetContractWeight(AccountId Contract, uint Weight) : PinkEvent(nameof(SetContractWeight), true, false);

    internal sealed record UpgradeRuntime(uint Major, uint Minor) : PinkEvent("UpgradeRuntimeTo", true, false);

    internal sealed record OperateSidevm(ReadOnlyMemory<byte> Operation) : PinkEvent("SidevmOperation", true, true);

    internal sealed record SetJsRuntime(Hash256 CodeHash) : PinkEvent(nameof(SetJsRuntime), true, false);
}
