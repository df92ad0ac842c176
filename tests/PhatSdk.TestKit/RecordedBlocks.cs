using System.IO.Compression;
using System.Text.Json;
using PhatSdk.Primitives;

namespace PhatSdk.TestKit;

/// <summary>Blocks of the development chain that another host ran: tests/Fixtures/host/blocks-1.json.gz.</summary>
public static class RecordedBlocks
{
    private const string EventsKey = "0x26aa394eea5630e07c48ae0c9558cef780d41e5e16056765bc8461851072c9d7";

    private static readonly Lazy<IReadOnlyList<RecordedBlock>> Read = new(ReadAll);

    /// <summary>The blocks from number 1 on.</summary>
    public static IReadOnlyList<RecordedBlock> All => Read.Value;

    /// <summary>The block with a number.</summary>
    public static RecordedBlock At(uint number) => All[(int)number - 1];

    private static List<RecordedBlock> ReadAll()
    {
        using FileStream file = File.OpenRead(Fixtures.Path("host/blocks-1.json.gz"));
        using GZipStream unpacked = new(file, CompressionMode.Decompress);
        using JsonDocument document = JsonDocument.Parse(unpacked);
        Dictionary<string, byte[]> state = [];
        Apply(state, document.RootElement.GetProperty("genesis"));
        List<RecordedBlock> blocks = [];
        foreach (JsonElement block in document.RootElement.GetProperty("blocks").EnumerateArray())
        {
            Apply(state, block.GetProperty("changes"));
            blocks.Add(new RecordedBlock(
                block.GetProperty("number").GetUInt32(),
                [.. block.GetProperty("extrinsics").EnumerateArray().Select(extrinsic => Hex.Parse(extrinsic.GetString()))],
                [.. block.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!)],
                state[EventsKey],
                new Dictionary<string, byte[]>(state)));
        }

        return blocks;
    }

    private static void Apply(Dictionary<string, byte[]> state, JsonElement changes)
    {
        foreach (JsonProperty change in changes.EnumerateObject())
        {
            if (change.Value.GetString() is { } value)
            {
                state[change.Name] = Hex.Parse(value);
            }
            else
            {
                state.Remove(change.Name);
            }
        }
    }
}
