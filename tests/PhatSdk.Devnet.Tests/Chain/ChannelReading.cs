using System.Threading.Channels;

namespace PhatSdk.Devnet.Tests.Chain;

internal static class ChannelReading
{
    /// <summary>What was told and not read yet.</summary>
    public static List<T> ReadAvailable<T>(this ChannelReader<T> reader)
    {
        List<T> items = [];
        while (reader.TryRead(out T? item))
        {
            items.Add(item);
        }

        return items;
    }
}
