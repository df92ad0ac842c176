using System.Text.Json;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Rpc.Contracts;

/// <summary>
/// Contracts tried without a transaction: <c>contracts_*</c>, as <c>pallet-contracts-rpc</c> had them before clients called the runtime's
/// <c>ContractsApi</c> by <c>state_call</c>. Gas may be a number of ref-time, as then, or an object of <c>refTime</c> and <c>proofSize</c>.
/// </summary>
internal sealed class ContractsMethods(DevnetChain chain)
{
    private const int RuntimeErrorCode = 1;
    private const int ContractErrorCode = 2;

    public IEnumerable<IRpcMethod> Methods =>
    [
        new RpcMethod("contracts_call", WriteCall),
        new RpcMethod("contracts_instantiate", WriteInstantiate),
        new RpcMethod("contracts_upload_code", WriteUpload),
        new RpcMethod("contracts_getStorage", WriteStorage),
    ];

    private void WriteCall(Utf8JsonWriter writer, RpcArguments arguments)
    {
        ContractRequest request = new(arguments.Required(0, "callRequest"), "callRequest");
        ScaleWriter call = new(stackalloc byte[256]);
        try
        {
            call.Write(request.Account("origin"));
            call.Write(request.Account("dest"));
            call.WriteUInt128(request.LargeNumber("value"));
            request.WriteLimits(ref call);
            call.WriteBytes(request.Bytes("inputData"));
            ScaleReader reader = new(Call("ContractsApi_call", call.WrittenSpan, arguments));
            ContractResultJson.WriteCall(writer, ref reader);
        }
        finally
        {
            call.Dispose();
        }
    }

    private void WriteInstantiate(Utf8JsonWriter writer, RpcArguments arguments)
    {
        ContractRequest request = new(arguments.Required(0, "instantiateRequest"), "instantiateRequest");
        ScaleWriter call = new(stackalloc byte[256]);
        try
        {
            call.Write(request.Account("origin"));
            // The word changed from one version to the next.
            call.WriteUInt128(request.LargeNumber(request.Has("endowment") ? "endowment" : "value"));
            request.WriteLimits(ref call);
            request.WriteCode(ref call);
            call.WriteBytes(request.Bytes("data"));
            call.WriteBytes(request.Bytes("salt"));
            ScaleReader reader = new(Call("ContractsApi_instantiate", call.WrittenSpan, arguments));
            ContractResultJson.WriteInstantiate(writer, ref reader);
        }
        finally
        {
            call.Dispose();
        }
    }

    private void WriteUpload(Utf8JsonWriter writer, RpcArguments arguments)
    {
        const byte Enforced = 0;
        ContractRequest request = new(arguments.Required(0, "uploadRequest"), "uploadRequest");
        ScaleWriter call = new(stackalloc byte[256]);
        try
        {
            call.Write(request.Account("origin"));
            call.WriteBytes(request.Bytes("code"));
            request.WriteDepositLimit(ref call);
            call.WriteByte(Enforced);
            ScaleReader reader = new(Call("ContractsApi_upload_code", call.WrittenSpan, arguments));
            ContractResultJson.WriteUpload(writer, ref reader);
        }
        finally
        {
            call.Dispose();
        }
    }

    private void WriteStorage(Utf8JsonWriter writer, RpcArguments arguments)
    {
        AccountId contract = RpcArguments.Account(arguments.Required(0, "address"), "address");
        byte[] key = arguments.Bytes(1, "key");
        byte[] call = ScaleCodec.Encode((contract, key), static (ref w, query) =>
        {
            w.Write(query.contract);
            w.WriteBytes(query.key);
        });
        Block block = chain.StateOf(arguments.OptionalHash(2, "at"));
        ScaleReader reader = new(Call("ContractsApi_get_storage", call, block, arguments.CancellationToken));
        if (!reader.ReadResultTag())
        {
            throw new RpcErrorException(ContractErrorCode, reader.ReadByte() switch
            {
                0 => "The specified contract doesn't exist.",
                1 => "Failed to decode the specified storage key.",
                _ => "The contract is being migrated.",
            });
        }

        ReadOnlyMemory<byte>? value = reader.ReadOptionTag() ? reader.ReadBytes().ToArray() : default(ReadOnlyMemory<byte>?);
        writer.WriteHex(value);
    }

    private byte[] Call(string method, ReadOnlySpan<byte> call, RpcArguments arguments) =>
        Call(method, call, chain.StateOf(arguments.OptionalHash(1, "at")), arguments.CancellationToken);

    private byte[] Call(string method, ReadOnlySpan<byte> call, Block block, CancellationToken cancellationToken)
    {
        try
        {
            return chain.Runtime.Call(block.State, method, call, cancellationToken);
        }
        catch (RuntimeTrapException trap)
        {
            throw new RpcErrorException(RuntimeErrorCode, "Runtime error", trap.Message, trap);
        }
    }
}
