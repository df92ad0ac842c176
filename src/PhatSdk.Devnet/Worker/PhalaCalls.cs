using PhatSdk.Extrinsics;
using PhatSdk.Phat.Encryption;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker;

/// <summary>The calls of Phala's pallets that bring a cluster up.</summary>
internal sealed class PhalaCalls
{
    private const string Contracts = "PhalaPhatContracts";

    private readonly ChainCalls _calls;

    public PhalaCalls(ChainCalls calls) => _calls = calls;

    /// <summary>Makes a call as root.</summary>
    public RuntimeCall Sudo(RuntimeCall call) => _calls.Create("Sudo", "sudo", call.Encoded.Span);

    /// <summary>Makes several calls; where one fails, none of them has an effect.</summary>
    public RuntimeCall BatchAll(IReadOnlyList<RuntimeCall> calls) => _calls.Create("Utility", "batch_all", ScaleCodec.Encode(calls, static (ref writer, calls) =>
    {
        writer.WriteLength(calls.Count);
        foreach (RuntimeCall call in calls)
        {
            writer.WriteRaw(call.Encoded.Span);
        }
    }));

    public RuntimeCall SetSystemCode(ReadOnlyMemory<byte> code) =>
        _calls.Create(Contracts, "set_pink_system_code", ScaleCodec.Encode(code, static (ref writer, code) => writer.WriteBytes(code.Span)));

    public RuntimeCall SetRuntimeVersion(uint major, uint minor) => _calls.Create(
        Contracts,
        "set_pink_runtime_version",
        ScaleCodec.Encode((major, minor), static (ref writer, version) =>
        {
            writer.WriteUInt32(version.major);
            writer.WriteUInt32(version.minor);
        }));

    /// <summary>Creates a cluster that everybody may use.</summary>
    /// <param name="owner">Who owns it.</param>
    /// <param name="worker">Its worker.</param>
    /// <param name="deposit">Plancks that the owner takes along.</param>
    /// <param name="price">Plancks for a picosecond of computation, for a storage entry and for a stored byte.</param>
    /// <param name="treasury">Who gets the fees.</param>
    public RuntimeCall AddCluster(AccountId owner, AccountId worker, UInt128 deposit, UInt128 price, AccountId treasury) => _calls.Create(
        Contracts,
        "add_cluster",
        ScaleCodec.Encode((owner, worker, deposit, price, treasury), static (ref writer, cluster) =>
        {
            writer.Write(cluster.owner);
            writer.WriteByte(0); // ClusterPermission::Public
            writer.WriteLength(1);
            writer.Write(cluster.worker);
            writer.WriteUInt128(cluster.deposit);
            writer.WriteUInt128(cluster.price);
            writer.WriteUInt128(cluster.price);
            writer.WriteUInt128(cluster.price);
            writer.Write(cluster.treasury);
        }));

    public RuntimeCall UploadCode(Hash256 cluster, ReadOnlyMemory<byte> code) => _calls.Create(
        Contracts,
        "cluster_upload_resource",
        ScaleCodec.Encode((cluster, code), static (ref writer, upload) =>
        {
            writer.Write(upload.cluster);
            writer.WriteByte((byte)ResourceType.InkCode);
            writer.WriteBytes(upload.code.Span);
        }));

    /// <summary>Creates a contract of the caller's.</summary>
    public RuntimeCall Instantiate(Hash256 cluster, CodeHash code, ReadOnlyMemory<byte> input, ReadOnlyMemory<byte> salt, ulong gasLimit) => _calls.Create(
        Contracts,
        "instantiate_contract",
        ScaleCodec.Encode((cluster, code, input, salt, gasLimit), static (ref writer, order) =>
        {
            writer.WriteByte(0); // CodeIndex::WasmCode
            writer.Write(order.code);
            writer.WriteBytes(order.input.Span);
            writer.WriteBytes(order.salt.Span);
            writer.Write(order.cluster);
            writer.WriteUInt128(0); // transfer
            writer.WriteUInt64(order.gasLimit);
            writer.WriteOptionTag(hasValue: false); // storage deposit limit
            writer.WriteUInt128(0); // deposit
        }));

    /// <summary>Sends a contract a command in the clear.</summary>
    public RuntimeCall Command(AccountId contract, InkCommand command) => _calls.Create(
        Contracts,
        "push_contract_message",
        ScaleCodec.Encode((contract, command), static (ref writer, order) =>
        {
            writer.Write(order.contract);
            writer.WriteBytes(ScaleCodec.Encode<CommandPayload<InkCommand>>(new CommandPayload<InkCommand>.Plain(order.command)));
            writer.WriteUInt128(0); // deposit
        }));

    /// <summary>Publishes the address at which a worker answers.</summary>
    /// <param name="keys">The worker's keys, of which the identity signs.</param>
    /// <param name="endpoint">The address.</param>
    /// <param name="signingTimeMs">When it was signed: before the block's time, and at most four hours.</param>
    public RuntimeCall PublishEndpoint(WorkerKeys keys, string endpoint, ulong signingTimeMs)
    {
        byte[] payload = ScaleCodec.Encode((keys.Identity.AccountId, endpoint, signingTimeMs), static (ref writer, value) =>
        {
            writer.Write(value.AccountId);
            writer.WriteByte(0); // VersionedWorkerEndpoints::V1
            writer.WriteLength(1);
            writer.WriteString(value.endpoint);
            writer.WriteUInt64(value.signingTimeMs);
        });
        byte[] signature = keys.Identity.Sign([0xff, SignedEndpoint, .. payload]);
        return _calls.Create(
            "PhalaRegistry",
            "update_worker_endpoint",
            [.. payload, .. ScaleCodec.Encode(signature, static (ref writer, signature) => writer.WriteBytes(signature))]);
    }

    // SignedContentType::EndpointInfo of phala-types.
    private const byte SignedEndpoint = 2;
}
