using PhatSdk.Extrinsics.Decoding;
using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Extrinsics.Following;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Extrinsics;

/// <summary>An extrinsic that is ready to be sent, with what is needed to follow it.</summary>
public sealed record SignedExtrinsic
{
    private SignedExtrinsic(ReadOnlyMemory<byte> encoded)
    {
        Encoded = encoded;
        Hash = ExtrinsicEncoder.HashOf(encoded.Span);
    }

    /// <summary>The extrinsic with its length before it.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The hash by which it is known.</summary>
    public Hash256 Hash { get; }

    /// <summary>What it calls: <c>Balances.transfer_keep_alive</c>; null where the call was made from bytes.</summary>
    public string? Call { get; private init; }

    /// <summary>Who signed it; null where it has no signer, or one that is named otherwise.</summary>
    public AccountId? Account { get; private init; }

    /// <summary>How long it may wait for a block.</summary>
    public Era Era { get; private init; }

    /// <summary>The version of the runtime that it was signed for; null where it was made from bytes, which do not tell.</summary>
    public uint? SpecVersion { get; private init; }

    /// <summary>The number of a block in which, and before which, it cannot be; null where that is not known.</summary>
    internal uint? MadeAt { get; private init; }

    /// <summary>Takes an extrinsic that was made elsewhere, as an example on a machine without a network.</summary>
    /// <param name="encoded">The extrinsic with its length before it.</param>
    /// <param name="metadata">The metadata of the chain's runtime.</param>
    /// <returns>The extrinsic.</returns>
    /// <exception cref="ScaleException">The bytes are no extrinsic of the runtime.</exception>
    /// <exception cref="MetadataException">The runtime has no such pallet.</exception>
    public static SignedExtrinsic Read(ReadOnlyMemory<byte> encoded, RuntimeMetadata metadata)
    {
        DecodedExtrinsic decoded = new ExtrinsicDecoder(metadata).Decode(encoded.Span);
        return new SignedExtrinsic(encoded.ToArray())
        {
            Call = $"{decoded.Call.Pallet}.{decoded.Call.Name}",
            Account = decoded.Account,
            Era = decoded.Era ?? Era.Immortal,
        };
    }

    internal static SignedExtrinsic Create(byte[] encoded, RuntimeCall call, AccountId account, SigningContext context, uint madeAt) => new(encoded)
    {
        Call = call.Name,
        Account = account,
        Era = context.Era,
        SpecVersion = context.SpecVersion,
        MadeAt = madeAt,
    };

    /// <summary>Shows the extrinsic.</summary>
    /// <returns>The hash and the call.</returns>
    public override string ToString() => Call is null ? Hash.ToString() : $"{Hash} ({Call})";

    // An era that was made for a block is seen from that block; one of unknown origin from the newest final block.
    internal ExtrinsicTrace TraceFrom(uint finalNumber)
    {
        uint from = MadeAt ?? finalNumber;
        return new ExtrinsicTrace(Hash, MadeAt is { } made ? made + 1 : (uint)Math.Min(Era.Birth(from), finalNumber), Era.IsImmortal ? null : Era.Death(from));
    }
}
