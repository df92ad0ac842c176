using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain.Pool;

/// <summary>What a transaction provides and others may require, in the runtime's own bytes: an account's nonce, a message's sequence number.</summary>
internal readonly struct TransactionTag : IEquatable<TransactionTag>
{
    private readonly byte[] _bytes;

    public TransactionTag(ReadOnlySpan<byte> bytes) => _bytes = bytes.ToArray();

    private ReadOnlySpan<byte> Span => _bytes;

    public bool Equals(TransactionTag other) => Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is TransactionTag other && Equals(other);

    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    public override string ToString() => Hex.Format(Span);
}
