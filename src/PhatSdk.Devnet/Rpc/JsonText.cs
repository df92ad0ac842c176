using System.Text.Json;
using System.Text.Unicode;

namespace PhatSdk.Devnet.Rpc;

/// <summary>Checks that all text in a message can be read: the parser leaves that to who reads it.</summary>
internal static class JsonText
{
    /// <summary>Whether the message is UTF-8, and its escapes make whole characters (<c>"\ud800"</c> is half of one).</summary>
    /// <param name="message">JSON that was parsed before.</param>
    public static bool IsReadable(ReadOnlySpan<byte> message)
    {
        if (!Utf8.IsValid(message))
        {
            return false;
        }

        return message.IndexOf("\\u"u8) < 0 || AreEscapesWhole(message);
    }

    private static bool AreEscapesWhole(ReadOnlySpan<byte> message)
    {
        Utf8JsonReader reader = new(message);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    _ = reader.GetString();
                }
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
