using PhatSdk.Devnet.State;
using PhatSdk.Devnet.Worker.Pink;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker;

/// <summary>What a worker knows, as bytes. Keys are not among them: a development network's come from known seeds.</summary>
internal static class ClusterImage
{
    private const int SmallestContract = AccountId.Size + sizeof(uint) + 1;

    public static void Write(ref ScaleWriter writer, WorkerSnapshot worker)
    {
        writer.WriteUInt32(worker.NextBlock);
        writer.WriteUInt64(worker.TimeMs);
        writer.WriteBoolean(worker.IsRegistered);
        writer.WriteBoolean(worker.IsGatekeeper);
        writer.WriteBytes(worker.SystemCode.Span);
        writer.WriteOptionTag(worker.Cluster is not null);
        if (worker.Cluster is { } cluster)
        {
            writer.Write(cluster.Cluster.Id);
            writer.Write(cluster.SystemContract);
            WriteOption(ref writer, cluster.LogHandler);
            WriteOption(ref writer, cluster.JsRuntime);
            writer.WriteUInt64(cluster.EventChain.NextNumber);
            writer.Write(cluster.EventChain.LastHash);
            writer.WriteLength(cluster.Contracts.Count);
            foreach (HostedContract contract in cluster.Contracts.Values)
            {
                Write(ref writer, contract);
            }

            StateCodec.Write(ref writer, cluster.State);
        }
    }

    /// <summary>Reads it.</summary>
    /// <param name="reader">The bytes.</param>
    /// <param name="environment">What the worker works with.</param>
    /// <exception cref="ScaleException">The bytes are something else.</exception>
    public static WorkerSnapshot Read(ref ScaleReader reader, WorkerEnvironment environment)
    {
        WorkerSnapshot worker = new()
        {
            NextBlock = reader.ReadUInt32(),
            TimeMs = reader.ReadUInt64(),
            IsRegistered = reader.ReadBoolean(),
            IsGatekeeper = reader.ReadBoolean(),
            SystemCode = reader.ReadBytes().ToArray(),
        };
        return reader.ReadOptionTag() ? worker with { Cluster = ReadCluster(ref reader, environment) } : worker;
    }

    private static ClusterSnapshot ReadCluster(ref ScaleReader reader, WorkerEnvironment environment)
    {
        Hash256 id = reader.Read<Hash256>();
        AccountId system = reader.Read<AccountId>();
        AccountId? logHandler = reader.ReadOptionTag() ? reader.Read<AccountId>() : null;
        Hash256? jsRuntime = reader.ReadOptionTag() ? reader.Read<Hash256>() : null;
        EventChainHead events = new(reader.ReadUInt64(), reader.Read<Hash256>());
        HostedContract[] contracts = reader.ReadVector(SmallestContract, ReadContract);
        StateView state = StateCodec.Read(ref reader);
        Cluster cluster = new(id, new ClusterKeys(environment.Keys.DeriveClusterKey(id)), environment);
        ClusterSnapshot snapshot = new()
        {
            Cluster = cluster,
            SystemContract = system,
            State = state,
            LogHandler = logHandler,
            JsRuntime = jsRuntime,
            EventChain = events,
        };
        cluster.Cache.SetWeights([.. contracts.Select(static contract => (contract.Id, contract.Weight))]);
        return snapshot with { Contracts = snapshot.Contracts.SetItems(contracts.Select(static contract => KeyValuePair.Create(contract.Id, contract))) };
    }

    private static void Write(ref ScaleWriter writer, HostedContract contract)
    {
        writer.Write(contract.Id);
        writer.WriteUInt32(contract.Weight);
        writer.WriteOptionTag(contract.BlockEnd is not null);
        if (contract.BlockEnd is { } hook)
        {
            writer.WriteUInt32(hook.Selector);
            writer.WriteUInt64(hook.GasLimit);
        }
    }

    private static HostedContract ReadContract(ref ScaleReader reader)
    {
        AccountId id = reader.Read<AccountId>();
        uint weight = reader.ReadUInt32();
        return new HostedContract(id, weight, reader.ReadOptionTag() ? new BlockEndHook(reader.ReadUInt32(), reader.ReadUInt64()) : null);
    }

    private static void WriteOption<T>(ref ScaleWriter writer, T? value)
        where T : struct, IScaleType<T>
    {
        writer.WriteOptionTag(value is not null);
        if (value is { } some)
        {
            writer.Write(some);
        }
    }
}
