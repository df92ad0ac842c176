using System.Text.Json;
using PhatSdk.Primitives;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Crypto;

/// <summary>Reads the tables of the vector files.</summary>
internal static class Vectors
{
    private static readonly Dictionary<string, JsonElement> Files = [];

    /// <summary>The rows of a table (dots lead into objects), of which there must be as many as the file had when the test was written.</summary>
    public static IReadOnlyList<JsonElement> Table(string file, string table, int rows)
    {
        JsonElement[] all = [.. table.Split('.').Aggregate(File(file), (parent, name) => parent.GetProperty(name)).EnumerateArray()];
        Assert.That(all.Length, Is.EqualTo(rows), $"rows of {file}: {table}");
        return all;
    }

    public static JsonElement File(string file)
    {
        lock (Files)
        {
            if (!Files.TryGetValue(file, out JsonElement root))
            {
                using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllBytes(Fixtures.Path(file)));
                Files[file] = root = document.RootElement.Clone();
            }

            return root;
        }
    }

    public static byte[] Bytes(this JsonElement row, string name) => Hex.Parse(row.Text(name));

    public static string Text(this JsonElement row, string name) => row.GetProperty(name).GetString()!;

    public static bool Flag(this JsonElement row, string name) => row.GetProperty(name).GetBoolean();

    public static bool Holds(this JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement value) && value.ValueKind is not JsonValueKind.Null;

    /// <summary>The row's message: as bytes, or by its length where it is a pattern.</summary>
    public static byte[] Message(this JsonElement row) => !row.TryGetProperty("message", out JsonElement message)
        ? Pattern(row.GetProperty("messageLength").GetInt32())
        : message.ValueKind is JsonValueKind.Object ? Pattern(message.GetProperty("pattern").GetInt32()) : Hex.Parse(message.GetString());

    public static byte[] Pattern(int length)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
        {
            bytes[i] = unchecked((byte)((31 * i) + 7));
        }

        return bytes;
    }
}
