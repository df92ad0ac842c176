using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Chain;

/// <summary>An event of a block: <c>frame_system::EventRecord</c>.</summary>
public sealed record EventRecord
{
    /// <summary>When it happened.</summary>
    public required EventPhase Phase { get; init; }

    /// <summary>The index in the block of the extrinsic that caused it; null outside <see cref="EventPhase.ApplyExtrinsic"/>.</summary>
    public uint? ExtrinsicIndex { get; init; }

    /// <summary>The pallet's name: <c>Balances</c>.</summary>
    public required string Pallet { get; init; }

    /// <summary>The event's name: <c>Transfer</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The fields: by name, or by position where they have none.</summary>
    public required ScaleValue Fields { get; init; }

    /// <summary>The encoded fields.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>What the chain indexes the event by.</summary>
    public IReadOnlyList<Hash256> Topics { get; init; } = [];

    /// <summary>Whether it is the event of these names.</summary>
    /// <param name="pallet">The pallet's name.</param>
    /// <param name="name">The event's name.</param>
    /// <returns>Whether both are equal.</returns>
    public bool Is(string pallet, string name) => Pallet == pallet && Name == name;

    /// <summary>Decodes the fields as a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="decode">Decodes the fields, one after the other.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ScaleException">The fields are not of that type.</exception>
    public T DecodeFields<T>(ScaleDecoder<T> decode)
    {
        ArgumentNullException.ThrowIfNull(decode);
        return ScaleCodec.Decode(Data.Span, decode);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Pallet}.{Name} {Fields}";
}
