using System.Globalization;
using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Addresses;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Tests.Worker;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Tests.Rpc;

/// <summary>A contract on a <see cref="RpcChain"/>, which Alice deploys and calls.</summary>
internal sealed class RpcContract
{
    private const byte ContractsPallet = 7;
    private const byte CallIndex = 6;
    private const byte InstantiateWithCodeIndex = 7;

    private static readonly Weight Gas = new(400_000_000_000, 4_000_000);

    private readonly RpcChain _rpc;
    private readonly InkContract? _ink;
    private uint _nonce = 1;

    private RpcContract(RpcChain rpc, InkContract? ink, AccountId account)
    {
        _rpc = rpc;
        _ink = ink;
        Account = account;
    }

    public AccountId Account { get; }

    public string Address => Ss58Address.Format(Account, Ss58Prefix.Phala);

    public static string Alice => Ss58Address.Format(DevKeypairs.Alice.AccountId, Ss58Prefix.Phala);

    /// <summary>Deploys a contract in a block of its own; Alice's nonce must be 0.</summary>
    public static Task<RpcContract> DeployAsync(RpcChain rpc, string name, byte[] arguments)
    {
        InkContract ink = new(name);
        return DeployAsync(rpc, ink, ink.Code, ink.Input("new", arguments));
    }

    /// <summary>Deploys a contract that no compiler made.</summary>
    public static Task<RpcContract> DeployAsync(RpcChain rpc, byte[] code) => DeployAsync(rpc, ink: null, code, []);

    public string Input(string label, ReadOnlySpan<byte> arguments = default) => Hex.Format(Bytes(label, arguments));

    /// <summary>Tries a message by <c>contracts_call</c>; any bytes where there is no label.</summary>
    public Task<JsonElement> TryAsync(string label, byte[] arguments, string? gasLimit = null) => _rpc.ReadAsync("contracts_call", $$"""
        [{"origin":"{{Alice}}","dest":"{{Address}}","value":"0x0","gasLimit":{{gasLimit ?? string.Create(CultureInfo.InvariantCulture, $"{Gas.RefTime}")}},"inputData":"{{Input(label, arguments)}}"}]
        """);

    /// <summary>Calls a message by a transaction, in a block of its own.</summary>
    public async Task<Block> CallAsync(string label, byte[] arguments)
    {
        byte[] call = ScaleCodec.Encode((Account, Bytes(label, arguments)), static (ref writer, message) =>
        {
            writer.WriteRaw([ContractsPallet, CallIndex, 0]);
            writer.Write(message.Account);
            writer.WriteCompact(0U);
            writer.Write(Gas);
            writer.WriteOptionTag(false);
            writer.WriteBytes(message.Item2);
        });
        _rpc.Chain.Submit(await _rpc.Transactions.SignAsync(call, DevKeypairs.Alice, _nonce++));
        return await _rpc.Chain.SealAsync(default);
    }

    private static async Task<RpcContract> DeployAsync(RpcChain rpc, InkContract? ink, byte[] code, byte[] input)
    {
        JsonElement trial = await rpc.ReadAsync("contracts_instantiate", $$"""
            [{"origin":"{{Alice}}","value":0,"code":{"upload":"{{Hex.Format(code)}}"},"data":"{{Hex.Format(input)}}","salt":"0x"}]
            """);
        byte[] call = ScaleCodec.Encode((code, input), static (ref writer, deployment) =>
        {
            writer.WriteRaw([ContractsPallet, InstantiateWithCodeIndex]);
            writer.WriteCompact(0U);
            writer.Write(Gas);
            writer.WriteOptionTag(false);
            writer.WriteBytes(deployment.code);
            writer.WriteBytes(deployment.input);
            writer.WriteBytes([]);
        });
        rpc.Chain.Submit(await rpc.Transactions.SignAsync(call, DevKeypairs.Alice, 0));
        await rpc.Chain.SealAsync(default);
        string account = trial.GetProperty("result").GetProperty("Ok").GetProperty("accountId").GetString()!;
        return new RpcContract(rpc, ink, Ss58Address.Parse(account));
    }

    private byte[] Bytes(string label, ReadOnlySpan<byte> arguments) => _ink is null ? arguments.ToArray() : _ink.Input(label, arguments);
}
