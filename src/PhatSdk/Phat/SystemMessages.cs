using PhatSdk.Contracts;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Phat;

/// <summary>Messages of the system contract, as the generator would write them.</summary>
internal static class SystemMessages
{
    private const byte InkCode = 0;

    private static void ReadLangResult(ref ScaleReader reader, string label)
    {
        if (!reader.ReadResultTag())
        {
            LangErrorException.Throw(label, reader.ReadByte());
        }
    }

    private static Result<Unit, SystemContractError> ReadSystemResult(ref ScaleReader reader, string label)
    {
        ReadLangResult(ref reader, label);
        if (reader.ReadResultTag())
        {
            return Result<Unit, SystemContractError>.Ok(default);
        }

        int start = reader.Offset;
        byte tag = reader.ReadByte();
        return tag <= (byte)SystemContractError.ConditionNotMet
            ? Result<Unit, SystemContractError>.Err((SystemContractError)tag)
            : throw new ScaleException($"0x{tag:x2} is no {nameof(SystemContractError)}", start);
    }

    internal readonly record struct GetVersion : IContractMessage<GetVersion, Version>
    {
        public static Selector Selector => new(0x87c98a8d);

        public static string Label => "System::version";

        public static bool Mutates => false;

        public static bool IsPayable => false;

        public static Version DecodeReturn(ref ScaleReader reader)
        {
            ReadLangResult(ref reader, Label);
            return new Version(reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16());
        }

        public void EncodeArguments(ref ScaleWriter writer)
        {
        }
    }

    internal readonly record struct GetDriver(string Name) : IContractMessage<GetDriver, AccountId?>
    {
        public static Selector Selector => new(0x2740cf0a);

        public static string Label => "System::get_driver";

        public static bool Mutates => false;

        public static bool IsPayable => false;

        public static AccountId? DecodeReturn(ref ScaleReader reader)
        {
            ReadLangResult(ref reader, Label);
            return reader.ReadOptionTag() ? reader.Read<AccountId>() : null;
        }

        public void EncodeArguments(ref ScaleWriter writer) => writer.WriteString(Name);
    }

    internal readonly record struct CodeExists(CodeHash Code) : IContractMessage<CodeExists, bool>
    {
        public static Selector Selector => new(0x6fc58436);

        public static string Label => "System::code_exists";

        public static bool Mutates => false;

        public static bool IsPayable => false;

        public static bool DecodeReturn(ref ScaleReader reader)
        {
            ReadLangResult(ref reader, Label);
            return reader.ReadBoolean();
        }

        public void EncodeArguments(ref ScaleWriter writer)
        {
            writer.Write(Code);
            writer.WriteByte(InkCode);
        }
    }

    internal readonly record struct TotalBalanceOf(AccountId Account) : IContractMessage<TotalBalanceOf, UInt128>
    {
        public static Selector Selector => new(0x5a98f226);

        public static string Label => "System::total_balance_of";

        public static bool Mutates => false;

        public static bool IsPayable => false;

        public static UInt128 DecodeReturn(ref ScaleReader reader)
        {
            ReadLangResult(ref reader, Label);
            return reader.ReadUInt128();
        }

        public void EncodeArguments(ref ScaleWriter writer) => writer.Write(Account);
    }

    internal readonly record struct FreeBalanceOf(AccountId Account) : IContractMessage<FreeBalanceOf, UInt128>
    {
        public static Selector Selector => new(0x8a0d40d7);

        public static string Label => "System::free_balance_of";

        public static bool Mutates => false;

        public static bool IsPayable => false;

        public static UInt128 DecodeReturn(ref ScaleReader reader)
        {
            ReadLangResult(ref reader, Label);
            return reader.ReadUInt128();
        }

        public void EncodeArguments(ref ScaleWriter writer) => writer.Write(Account);
    }

    internal readonly record struct SetDriver(string Name, AccountId Driver) : IContractMessage<SetDriver, Result<Unit, SystemContractError>>
    {
        public static Selector Selector => new(0xaa1e2030);

        public static string Label => "System::set_driver";

        public static bool Mutates => true;

        public static bool IsPayable => false;

        public static Result<Unit, SystemContractError> DecodeReturn(ref ScaleReader reader) => ReadSystemResult(ref reader, Label);

        public void EncodeArguments(ref ScaleWriter writer)
        {
            writer.WriteString(Name);
            writer.Write(Driver);
        }
    }

    internal readonly record struct GrantAdmin(AccountId Contract) : IContractMessage<GrantAdmin, Result<Unit, SystemContractError>>
    {
        public static Selector Selector => new(0x67612061);

        public static string Label => "System::grant_admin";

        public static bool Mutates => true;

        public static bool IsPayable => false;

        public static Result<Unit, SystemContractError> DecodeReturn(ref ScaleReader reader) => ReadSystemResult(ref reader, Label);

        public void EncodeArguments(ref ScaleWriter writer) => writer.Write(Contract);
    }
}
