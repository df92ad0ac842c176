using System.Text.Json;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Rpc.Contracts;

/// <summary>The request object of a <c>contracts_*</c> method.</summary>
internal readonly struct ContractRequest
{
    private readonly JsonElement _request;
    private readonly string _name;

    /// <summary>Takes the object.</summary>
    /// <exception cref="RpcErrorException">It is none.</exception>
    public ContractRequest(JsonElement request, string name)
    {
        if (request.ValueKind != JsonValueKind.Object)
        {
            throw RpcErrorException.InvalidParams($"{name}: no object");
        }

        _request = request;
        _name = name;
    }

    public bool Has(string member) => Find(member) is not null;

    public AccountId Account(string member) => RpcArguments.Account(Required(member), NameOf(member));

    public UInt128 LargeNumber(string member) => RpcArguments.LargeNumber(Required(member), NameOf(member));

    public byte[] Bytes(string member) => RpcArguments.Bytes(Required(member), NameOf(member));

    /// <summary>Writes the limits of gas and of deposits, as the runtime takes them; what is missing is not limited but by the runtime.</summary>
    public void WriteLimits(ref ScaleWriter writer)
    {
        JsonElement? gas = Find("gasLimit");
        writer.WriteOptionTag(gas is not null);
        if (gas is { } limit)
        {
            writer.Write(WeightOf(limit));
        }

        WriteDepositLimit(ref writer);
    }

    /// <summary>Writes the limit of deposits, as the runtime takes it.</summary>
    public void WriteDepositLimit(ref ScaleWriter writer)
    {
        bool isLimited = Has("storageDepositLimit");
        writer.WriteOptionTag(isLimited);
        if (isLimited)
        {
            writer.WriteUInt128(LargeNumber("storageDepositLimit"));
        }
    }

    /// <summary>Writes which code is meant: <c>{"upload": code}</c>, or <c>{"existing": hash}</c>.</summary>
    public void WriteCode(ref ScaleWriter writer)
    {
        JsonElement code = Required("code");
        string name = NameOf("code");
        if (code.ValueKind == JsonValueKind.Object && code.TryGetProperty("upload", out JsonElement upload))
        {
            writer.WriteByte(0);
            writer.WriteBytes(RpcArguments.Bytes(upload, name));
            return;
        }

        byte[] hash = RpcArguments.Bytes(RpcArguments.Member(code, "existing", name), name);
        if (hash.Length != Hash256.Size)
        {
            throw RpcErrorException.InvalidParams($"{name}: a hash has {Hash256.Size} bytes, not {hash.Length}");
        }

        writer.WriteByte(1);
        writer.WriteRaw(hash);
    }

    private Weight WeightOf(JsonElement gas)
    {
        string name = NameOf("gasLimit");
        return gas.ValueKind == JsonValueKind.Object
            ? new Weight(Part(gas, "refTime", "ref_time"), Part(gas, "proofSize", "proof_size"))
            : new Weight(Fitting(gas, name), ulong.MaxValue);

        static ulong Part(JsonElement gas, string part, string other) =>
            Fitting(gas.TryGetProperty(part, out JsonElement value) ? value : RpcArguments.Member(gas, other, "gasLimit"), $"gasLimit.{part}");

        static ulong Fitting(JsonElement value, string name)
        {
            UInt128 number = RpcArguments.LargeNumber(value, name);
            return number <= ulong.MaxValue ? (ulong)number : throw RpcErrorException.InvalidParams($"{name}: {number} does not fit into the weight type");
        }
    }

    private JsonElement Required(string member) =>
        Find(member) ?? throw RpcErrorException.InvalidParams($"{NameOf(member)}: missing");

    private JsonElement? Find(string member) =>
        _request.TryGetProperty(member, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string NameOf(string member) => $"{_name}.{member}";
}
