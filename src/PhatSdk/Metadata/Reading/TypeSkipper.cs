using PhatSdk.Metadata.Types;
using PhatSdk.Scale;

namespace PhatSdk.Metadata.Reading;

/// <summary>Goes past types without building them, and refuses whatever <see cref="TypeRegistryReader"/> would.</summary>
internal static class TypeSkipper
{
    /// <returns>Where each type's path begins.</returns>
    public static int[] SkipAll(ref MetadataInput input, int count)
    {
        int[] offsets = new int[count];
        for (int i = 0; i < offsets.Length; i++)
        {
            int offset = input.Scale.Offset;
            uint id = input.Scale.ReadCompactUInt32();
            if (id != (uint)i)
            {
                throw new MetadataException($"type {id} stands at place {i} of the registry, offset {offset}");
            }

            offsets[i] = input.Scale.Offset;
            SkipType(ref input, i);
        }

        return offsets;
    }

    private static void SkipType(ref MetadataInput input, int id)
    {
        input.SkipTexts();
        int parameters = input.Scale.ReadLength(2);
        for (int i = 0; i < parameters; i++)
        {
            input.SkipText();
            if (input.Scale.ReadOptionTag())
            {
                input.ReadTypeId();
            }
        }

        SkipDefinition(ref input, id);
        input.SkipTexts();
    }

    private static void SkipDefinition(ref MetadataInput input, int id)
    {
        int offset = input.Scale.Offset;
        byte tag = input.Scale.ReadByte();
        switch (tag)
        {
            case 0:
                SkipFields(ref input);
                break;
            case 1:
                SkipVariants(ref input);
                break;
            case 3:
                input.Scale.ReadUInt32();
                input.ReadTypeId();
                break;
            case 4:
                SkipElements(ref input);
                break;
            case 5:
                TypeRegistryReader.ReadPrimitive(ref input);
                break;
            case 2 or 6:
                input.ReadTypeId();
                break;
            case 7:
                input.ReadTypeId();
                input.ReadTypeId();
                break;
            default:
                throw new ScaleException($"{tag} is no kind of type (type {id})", offset);
        }
    }

    private static void SkipVariants(ref MetadataInput input)
    {
        int variants = input.Scale.ReadLength(4);
        for (int i = 0; i < variants; i++)
        {
            input.SkipText();
            SkipFields(ref input);
            input.Scale.ReadByte();
            input.SkipTexts();
        }
    }

    private static void SkipFields(ref MetadataInput input)
    {
        int fields = input.Scale.ReadLength(4);
        for (int i = 0; i < fields; i++)
        {
            input.SkipOptionalText();
            input.ReadTypeId();
            input.SkipOptionalText();
            input.SkipTexts();
        }
    }

    private static void SkipElements(ref MetadataInput input)
    {
        int elements = input.Scale.ReadLength(1);
        for (int i = 0; i < elements; i++)
        {
            input.ReadTypeId();
        }
    }
}
