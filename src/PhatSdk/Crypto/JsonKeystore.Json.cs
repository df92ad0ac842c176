using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PhatSdk.Crypto.Secrets;

namespace PhatSdk.Crypto;

public sealed partial class JsonKeystore
{
    private const int MaximumLength = 1 << 20;
    private const string Version = "3";
    private const string ContentType = "pkcs8";
    private const string NotEncrypted = "none";

    private static readonly string[] Encrypted = ["scrypt", "xsalsa20-poly1305"];
    private static readonly SignatureAlgorithm[] Algorithms =
        [SignatureAlgorithm.Sr25519, SignatureAlgorithm.Ed25519, SignatureAlgorithm.Ecdsa, SignatureAlgorithm.Ethereum];

    /// <summary>Reads a keystore's text. No password is needed yet.</summary>
    /// <param name="json">The text: at most 1,048,576 characters.</param>
    /// <returns>The keystore.</returns>
    /// <exception cref="FormatException">The text is no keystore of version 3; the message names what is wrong, and nothing of the secret.</exception>
    public static JsonKeystore Parse(ReadOnlySpan<char> json)
    {
        if (json.Length > MaximumLength)
        {
            throw new FormatException($"a keystore's text has at most {MaximumLength} characters, not {json.Length}");
        }

        using SecretBuffer utf8 = new(Encoding.UTF8.GetByteCount(json));
        Encoding.UTF8.GetBytes(json, utf8.Span);
        try
        {
            Utf8JsonReader reader = new(utf8.Span);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            if (reader.Read())
            {
                throw new FormatException("there is more behind the keystore's JSON");
            }

            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            throw new FormatException("the keystore's text is no JSON");
        }
        catch (InvalidOperationException)
        {
            throw new FormatException("a text in the keystore's JSON holds half of a surrogate pair");
        }
    }

    /// <summary>Writes the keystore's text, as polkadot-js imports it.</summary>
    /// <returns>The text. Without a password it holds the secret.</returns>
    /// <exception cref="ObjectDisposedException">The keystore is disposed of.</exception>
    public string ToJson()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteBase64String("encoded", _encoded.Span);
            GC.KeepAlive(this);
            writer.WriteStartObject("encoding");
            WriteArray(writer, "content", ContentType, NameOf(Algorithm));
            WriteArray(writer, "type", IsEncrypted ? Encrypted : [NotEncrypted]);
            writer.WriteString("version", Version);
            writer.WriteEndObject();
            writer.WriteString("address", Address);
            writer.WritePropertyName("meta");
            WriteMeta(writer);
            writer.WriteEndObject();
        }

        string json = Encoding.UTF8.GetString(buffer.WrittenSpan);
        buffer.Clear();
        return json;
    }

    private static JsonKeystore Read(JsonElement root)
    {
        JsonElement encoding = Member(root, "encoding", JsonValueKind.Object);
        string version = Text(encoding, "version");
        if (version != Version)
        {
            throw new FormatException($"the keystore has version \"{Shorten(version)}\"; {Version} is read");
        }

        SignatureAlgorithm algorithm = ReadContent(encoding);
        bool isEncrypted = ReadIsEncrypted(encoding);
        string address = Text(root, "address");
        JsonElement? meta = root.TryGetProperty("meta", out _) ? Member(root, "meta", JsonValueKind.Object).Clone() : null;
        string? name = meta is { } found && found.TryGetProperty("name", out JsonElement value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
        return new JsonKeystore(ReadEncoded(root, isEncrypted), isEncrypted, algorithm, address, name, meta);
    }

    private static SignatureAlgorithm ReadContent(JsonElement encoding)
    {
        string[] content = Texts(encoding, "content");
        return content.Length == 2 && content[0] == ContentType && Array.Find(Algorithms, algorithm => NameOf(algorithm) == content[1]) is { } found
            ? found
            : throw new FormatException($"the keystore's content is \"{Shorten(string.Join(", ", content))}\", not {ContentType} and a scheme");
    }

    private static bool ReadIsEncrypted(JsonElement encoding)
    {
        string[] types = Texts(encoding, "type");
        return types.AsSpan().SequenceEqual(Encrypted)
            || (types is [NotEncrypted]
                ? false
                : throw new FormatException($"the keystore's encryption is \"{Shorten(string.Join(", ", types))}\", neither {string.Join(", ", Encrypted)} nor {NotEncrypted}"));
    }

    private static SecretBuffer ReadEncoded(JsonElement root, bool isEncrypted)
    {
        int most = KeystoreBody.MaximumSize + (isEncrypted ? KeystoreCipher.Overhead : 0);
        if (!Member(root, "encoded", JsonValueKind.String).TryGetBytesFromBase64(out byte[]? bytes))
        {
            throw new FormatException("\"encoded\" of the keystore is no text of base 64");
        }

        SecretBuffer? encoded = bytes.Length <= most ? new SecretBuffer(bytes) : null;
        CryptographicOperations.ZeroMemory(bytes);
        return encoded ?? throw new FormatException($"\"encoded\" of the keystore has {bytes.Length} bytes, more than {most}");
    }

    private static string[] Texts(JsonElement parent, string name)
    {
        JsonElement texts = Member(parent, name, JsonValueKind.Array);
        string[] result = new string[texts.GetArrayLength()];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = texts[i].ValueKind is JsonValueKind.String
                ? texts[i].GetString()!
                : throw new FormatException($"\"{name}\" of the keystore holds something else than text");
        }

        return result;
    }

    private static string Text(JsonElement parent, string name) => Member(parent, name, JsonValueKind.String).GetString()!;

    private static JsonElement Member(JsonElement parent, string name, JsonValueKind kind) => parent.ValueKind is not JsonValueKind.Object
        ? throw new FormatException($"the keystore's JSON is no object, but {parent.ValueKind}")
        : !parent.TryGetProperty(name, out JsonElement member)
            ? throw new FormatException($"the keystore has no \"{name}\"")
            : member.ValueKind == kind
                ? member
                : throw new FormatException($"\"{name}\" of the keystore is no {kind}, but {member.ValueKind}");

    private static void WriteArray(Utf8JsonWriter writer, string name, params ReadOnlySpan<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    private static string NameOf(SignatureAlgorithm algorithm) => algorithm.Scheme switch
    {
        SignatureScheme.Sr25519 => "sr25519",
        SignatureScheme.Ed25519 => "ed25519",
        SignatureScheme.Ecdsa => "ecdsa",
        SignatureScheme.Ethereum => "ethereum",
        SignatureScheme scheme => throw new NotSupportedException($"keystores have no name for {scheme}"),
    };

    private static string Shorten(string text) => text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 80), "…");

    private void WriteMeta(Utf8JsonWriter writer)
    {
        if (_meta is { } meta)
        {
            meta.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        if (Name is not null)
        {
            writer.WriteString("name", Name);
        }

        writer.WriteEndObject();
    }
}
