using System.Globalization;
using PhatSdk.Chain.Blocks;
using PhatSdk.Primitives;

namespace PhatSdk.Chain;

/// <summary>Where an event is in a chain. Who saves the position of the event that was dealt with last goes on behind it, also after a restart.</summary>
/// <param name="BlockNumber">The number of the event's block.</param>
/// <param name="BlockHash">The hash of the event's block: it tells whether the chain is still the same one.</param>
/// <param name="Index">The event's place in the block, from 0 on; <see cref="EndOfBlock"/> behind all events of the block.</param>
public readonly record struct EventPosition(uint BlockNumber, Hash256 BlockHash, uint Index) : IParsable<EventPosition>
{
    /// <summary>The <see cref="Index"/> behind all events of a block.</summary>
    public const uint EndOfBlock = uint.MaxValue;

    private const char Separator = '/';

    /// <summary>The position behind all events of a block.</summary>
    /// <param name="block">The block.</param>
    /// <returns>The position.</returns>
    public static EventPosition After(BlockRef block) => new(block.Number, block.Hash, EndOfBlock);

    /// <summary>Reads a position from its text.</summary>
    /// <param name="s">The text, as <see cref="ToString"/> writes it.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>The position.</returns>
    /// <exception cref="FormatException">The text is none.</exception>
    public static EventPosition Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out EventPosition position) ? position : throw new FormatException($"\"{s}\" is no position of an event: number/index/hash");

    /// <summary>Reads a position from its text.</summary>
    /// <param name="s">The text, as <see cref="ToString"/> writes it.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The position.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse(string? s, IFormatProvider? provider, out EventPosition result)
    {
        result = default;
        string[] parts = (s ?? "").Split(Separator);
        if (parts.Length != 3
            || !uint.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out uint number)
            || !uint.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out uint index)
            || !Hash256.TryParse(parts[2], null, out Hash256 hash))
        {
            return false;
        }

        result = new EventPosition(number, hash, index);
        return true;
    }

    /// <summary>The position's text: the block's number, the index and the block's hash.</summary>
    /// <returns>As an example <c>1234/5/0x91b1…</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{BlockNumber}{Separator}{Index}{Separator}{BlockHash}");
}
