using PhatSdk.Crypto;
using PhatSdk.Metadata.Ink;
using PhatSdk.Metadata.Types;
using PhatSdk.Primitives;

namespace PhatSdk.Contracts;

/// <summary>A contract as <c>cargo-contract</c> writes it: what it can do, and its code.</summary>
public sealed class ContractBundle
{
    private ContractBundle(InkMetadata metadata, ContractCode code)
    {
        Metadata = metadata;
        Code = code;
    }

    /// <summary>What the contract can do.</summary>
    public InkMetadata Metadata { get; }

    /// <summary>The contract's code; only its hash where the file holds no wasm.</summary>
    public ContractCode Code { get; }

    /// <summary>Reads the text of a <c>.contract</c> file, or of the <c>.json</c> beside it.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The contract.</returns>
    /// <exception cref="MetadataException">The text is no such file, or its wasm has another hash than it says.</exception>
    public static ContractBundle Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        InkMetadata metadata = InkMetadata.Parse(json);
        ReadOnlyMemory<byte>? wasm = metadata.SourceWasm is { } text ? Hex.Parse(text) : default(ReadOnlyMemory<byte>?);
        return Create(metadata, wasm);
    }

    /// <summary>Joins the text of an ABI's <c>.json</c> file with the <c>.wasm</c> file beside it.</summary>
    /// <param name="json">The text.</param>
    /// <param name="wasm">The wasm.</param>
    /// <returns>The contract.</returns>
    /// <exception cref="MetadataException">The text is no such file, or the wasm has another hash than it says.</exception>
    public static ContractBundle Parse(string json, ReadOnlyMemory<byte> wasm)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Create(InkMetadata.Parse(json), wasm);
    }

    /// <summary>Reads a <c>.contract</c> file, or the <c>.json</c> beside it.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The contract.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="MetadataException">It is no such file, or its wasm has another hash than it says.</exception>
    public static async ValueTask<ContractBundle> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string json = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
        try
        {
            return Parse(json);
        }
        catch (MetadataException exception)
        {
            throw new MetadataException(exception.Problem, $"{path}: {exception.Message}", exception);
        }
    }

    private static ContractBundle Create(InkMetadata metadata, ReadOnlyMemory<byte>? wasm)
    {
        CodeHash? told = metadata.SourceHash is null ? null : CodeHash.Parse(metadata.SourceHash);
        if (wasm is not { } code)
        {
            return told is { } known
                ? new ContractBundle(metadata, new ContractCode(known))
                : throw new MetadataException($"contract \"{metadata.ContractName}\": the file has neither source.hash nor source.wasm");
        }

        CodeHash actual = new(Blake2b.Hash256(code.Span).Span);
        return told is null || told == actual
            ? new ContractBundle(metadata, new ContractCode(actual, code))
            : throw new MetadataException($"contract \"{metadata.ContractName}\": the wasm's hash is {actual}, but source.hash says {told}");
    }
}
