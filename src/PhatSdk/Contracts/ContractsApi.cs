using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Contracts;

/// <summary>The arguments of the functions of pallet-contracts' runtime API, version 2. Other than in extrinsics, balances are not compact.</summary>
internal static class ContractsApi
{
    public const string Call = "ContractsApi_call";
    public const string Instantiate = "ContractsApi_instantiate";
    public const string UploadCode = "ContractsApi_upload_code";

    private const int StackSize = 256;
    private const byte UploadTag = 0;
    private const byte ExistingTag = 1;
    private const byte Enforced = 0;

    public static byte[] EncodeCall(AccountId origin, AccountId contract, in ContractLimits limits, ReadOnlySpan<byte> input)
    {
        ScaleWriter writer = new(stackalloc byte[StackSize]);
        try
        {
            writer.Write(origin);
            writer.Write(contract);
            WriteLimits(ref writer, limits);
            writer.WriteBytes(input);
            return writer.ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>With the wasm; or without, for code that is on the chain.</summary>
    public static byte[] EncodeInstantiate(
        AccountId origin, in ContractLimits limits, CodeHash hash, ReadOnlyMemory<byte>? wasm, ReadOnlySpan<byte> input, ReadOnlySpan<byte> salt)
    {
        ScaleWriter writer = new(stackalloc byte[StackSize]);
        try
        {
            writer.Write(origin);
            WriteLimits(ref writer, limits);
            if (wasm is { } code)
            {
                writer.WriteByte(UploadTag);
                writer.WriteBytes(code.Span);
            }
            else
            {
                writer.WriteByte(ExistingTag);
                writer.Write(hash);
            }

            writer.WriteBytes(input);
            writer.WriteBytes(salt);
            return writer.ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }

    public static byte[] EncodeUploadCode(AccountId origin, ReadOnlySpan<byte> wasm, UInt128? depositLimit)
    {
        ScaleWriter writer = new(stackalloc byte[StackSize]);
        try
        {
            writer.Write(origin);
            writer.WriteBytes(wasm);
            WriteOption(ref writer, depositLimit);
            writer.WriteByte(Enforced);
            return writer.ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }

    private static void WriteLimits(ref ScaleWriter writer, in ContractLimits limits)
    {
        writer.WriteUInt128(limits.Value);
        writer.WriteOptionTag(limits.Gas.HasValue);
        if (limits.Gas is { } gas)
        {
            writer.Write(gas);
        }

        WriteOption(ref writer, limits.StorageDeposit);
    }

    private static void WriteOption(ref ScaleWriter writer, UInt128? value)
    {
        writer.WriteOptionTag(value.HasValue);
        if (value is { } number)
        {
            writer.WriteUInt128(number);
        }
    }
}
