using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace PhatSdk.Architecture.Tests;

/// <summary>The metadata tokens in a method's body.</summary>
internal static class MethodTokens
{
    private static readonly Dictionary<ushort, OperandType> Operands = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (ushort)code.Value, code => code.OperandType);

    public static IEnumerable<EntityHandle> Of(BlobReader body)
    {
        List<EntityHandle> tokens = [];
        while (body.RemainingBytes > 0)
        {
            ushort code = body.ReadByte();
            if (code == 0xfe)
            {
                code = (ushort)(0xfe00 | body.ReadByte());
            }

            switch (Operands[code])
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    tokens.Add(MetadataTokens.EntityHandle(body.ReadInt32()));
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    body.Offset++;
                    break;
                case OperandType.InlineVar:
                    body.Offset += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    body.Offset += 8;
                    break;
                case OperandType.InlineSwitch:
                    int targets = body.ReadInt32();
                    body.Offset += 4 * targets;
                    break;
                default:
                    body.Offset += 4;
                    break;
            }
        }

        return tokens;
    }
}
