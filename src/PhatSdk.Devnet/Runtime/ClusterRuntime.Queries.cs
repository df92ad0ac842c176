using PhatSdk.Devnet.State;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Runtime;

/// <content>What a state holds.</content>
internal sealed partial class ClusterRuntime
{
    /// <summary>An account's plancks.</summary>
    internal ClusterBalance BalanceOf(StateView state, AccountId account) =>
        Ask(
            state,
            "ClusterApi_balance_of",
            (ref ScaleWriter writer) => writer.Write(account),
            static (ref ScaleReader reader) => new ClusterBalance(reader.ReadUInt128(), reader.ReadUInt128()));

    /// <summary>The system contract; null before the setup.</summary>
    internal AccountId? SystemContract(StateView state) =>
        Ask(
            state,
            "ClusterApi_system_contract",
            static (ref ScaleWriter _) => { },
            static (ref ScaleReader reader) => reader.ReadOptionTag() ? reader.Read<AccountId>() : (AccountId?)null);

    /// <summary>The hash of a contract's code; null where there is no contract.</summary>
    internal CodeHash? CodeHash(StateView state, AccountId contract) =>
        Ask(
            state,
            "ClusterApi_code_hash",
            (ref ScaleWriter writer) => writer.Write(contract),
            static (ref ScaleReader reader) => reader.ReadOptionTag() ? reader.Read<CodeHash>() : (CodeHash?)null);

    /// <summary>Whether code was uploaded.</summary>
    internal bool CodeExists(StateView state, CodeHash code, CodeKind kind) =>
        Ask(
            state,
            "ClusterApi_code_exists",
            (ref ScaleWriter writer) =>
            {
                writer.Write(code);
                writer.WriteByte((byte)kind);
            },
            static (ref ScaleReader reader) => reader.ReadBoolean());

    /// <summary>A side program's wasm; null where it was not uploaded.</summary>
    internal byte[]? SidevmCode(StateView state, CodeHash code) =>
        Ask(
            state,
            "ClusterApi_sidevm_code",
            (ref ScaleWriter writer) => writer.Write(code),
            static (ref ScaleReader reader) => reader.ReadOptionTag() ? reader.ReadBytes().ToArray() : null);

    /// <summary>The id that a contract would get.</summary>
    internal AccountId ContractId(StateView state, AccountId deployer, CodeHash code, ReadOnlyMemory<byte> salt) =>
        Ask(
            state,
            "ClusterApi_contract_id",
            (ref ScaleWriter writer) =>
            {
                writer.Write(deployer);
                writer.Write(code);
                writer.WriteBytes(salt.Span);
            },
            static (ref ScaleReader reader) => reader.Read<AccountId>());

    /// <summary>A value of a contract's own storage; null where there is none.</summary>
    internal byte[]? Storage(StateView state, AccountId contract, ReadOnlyMemory<byte> key) =>
        Ask(
            state,
            "ClusterApi_storage",
            (ref ScaleWriter writer) =>
            {
                writer.Write(contract);
                writer.WriteBytes(key.Span);
            },
            static (ref ScaleReader reader) => reader.ReadOptionTag() ? reader.ReadBytes().ToArray() : null);

    /// <summary>The contract runtime's version that this one behaves as.</summary>
    internal (uint Major, uint Minor) Version() =>
        Ask(
            StateView.Empty,
            "ClusterApi_version",
            static (ref ScaleWriter _) => { },
            static (ref ScaleReader reader) => (reader.ReadUInt32(), reader.ReadUInt32()));

    private T Ask<T>(StateView state, string method, ArgumentWriter write, ScaleDecoder<T> decode) =>
        Change(state, host: null, method, write, decode, CancellationToken.None).Value;
}
