using PhatSdk.Metadata.Types;

namespace PhatSdk.Metadata.Ink;

/// <summary>What a contract can do, and how to ask it to: the metadata (ABI) that <c>cargo-contract</c> writes, ink! 3's first release candidates to ink! 6.</summary>
/// <remarks>Follows <c>ink_metadata</c>. Every type that it names is in <see cref="Types"/>, and no two messages have one selector.</remarks>
public sealed class InkMetadata
{
    internal InkMetadata()
    {
    }

    /// <summary>The version of the format: 0 to 3 for ink! 3, then ink!'s own: 4, 5, 6.</summary>
    public required int Version { get; init; }

    /// <summary>The contract's name, as its package spells it.</summary>
    public required string ContractName { get; init; }

    /// <summary>The contract's version; empty where it is not told.</summary>
    public string ContractVersion { get; init; } = "";

    /// <summary>The language and its version: <c>ink! 4.3.0</c>; empty where it is not told.</summary>
    public string Language { get; init; } = "";

    /// <summary>The contract's documentation, a line an entry.</summary>
    public IReadOnlyList<string> Docs { get; init; } = [];

    /// <summary>The types.</summary>
    public required TypeRegistry Types { get; init; }

    /// <summary>The constructors; at least one.</summary>
    public required IReadOnlyList<InkConstructor> Constructors { get; init; }

    /// <summary>The messages; at least one.</summary>
    public required IReadOnlyList<InkMessage> Messages { get; init; }

    /// <summary>The events.</summary>
    public required IReadOnlyList<InkEvent> Events { get; init; }

    /// <summary>The chain's types and limits; null before ink! 4.2.</summary>
    public InkEnvironment? Environment { get; init; }

    /// <summary>The type of ink!'s own errors; null before ink! 4.</summary>
    public int? LangErrorTypeId { get; init; }

    /// <summary>Where the contract keeps its storage; null where the file does not tell it.</summary>
    public InkLayout? Storage { get; init; }

    /// <summary>The name of the struct that is the contract's storage, by which ink! 4 names its events' topics; null where it is not told.</summary>
    public string? StorageName { get; init; }

    /// <summary>The hash of the contract's code, <c>0x</c> and 64 digits: BLAKE2b-256 of the wasm, Keccak-256 for ink! 6. Null where the file does not tell it.</summary>
    public string? SourceHash { get; init; }

    /// <summary>The contract's wasm as hexadecimal text with <c>0x</c>; null where the file does not hold it, and for ink! 6.</summary>
    public string? SourceWasm { get; init; }

    /// <summary>Reads a <c>.contract</c> file or the <c>.json</c> beside it.</summary>
    /// <param name="json">The file's text.</param>
    /// <returns>The metadata.</returns>
    /// <exception cref="MetadataException">The text is no such file, of a version that cannot be read, damaged, or contradicts itself; the message names the place and the value.</exception>
    public static InkMetadata Parse(string json)
    {
        if (json is null)
        {
            throw new ArgumentNullException(nameof(json));
        }

        return InkMetadataReader.Read(json);
    }
}
