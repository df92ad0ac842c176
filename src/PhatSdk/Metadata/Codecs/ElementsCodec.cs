using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Metadata.Codecs;

/// <summary>Elements of one type, a number of which was checked.</summary>
internal static class ElementsCodec
{
    public static ScaleValue Decode(ref ScaleReader reader, TypeCodec element, int count)
    {
        if (count == 0)
        {
            return ScaleSequence.EmptyVector;
        }

        if (element.IsUnit)
        {
            ScaleValue[] units = new ScaleValue[count];
            Array.Fill(units, ScaleValue.Unit);
            return new ScaleSequence(units, isTuple: false);
        }

        return new ScaleSequence(reader.ReadArray(count, element.DecodeDelegate), isTuple: false);
    }

    public static void Skip(ref ScaleReader reader, TypeCodec element, int count)
    {
        if (element.PlainSize > 0)
        {
            reader.ReadRaw(element.PlainSize * count);
            return;
        }

        if (element.IsUnit)
        {
            return;
        }

        reader.Enter();
        for (int i = 0; i < count; i++)
        {
            element.Skip(ref reader);
        }

        reader.Leave();
    }

    public static void Encode(ref ScaleWriter writer, TypeCodec element, ScaleSequence items)
    {
        int i = 0;
        try
        {
            for (; i < items.Count; i++)
            {
                element.Encode(ref writer, items.Span[i]);
            }
        }
        catch (ScaleMismatchException mismatch) when (mismatch.At(i))
        {
            throw;
        }
    }
}
