using System.Buffers.Binary;

namespace PhatSdk.Crypto.Keccak;

/// <summary>A transcript of Merlin 1.0 (merlin.cool, crate <c>merlin</c> 3): all that a proof speaks of, absorbed in order. A value: a copy is a fork.</summary>
internal struct MerlinTranscript
{
    private Strobe128 _strobe;

    public MerlinTranscript(ReadOnlySpan<byte> label)
    {
        _strobe = new Strobe128("Merlin v1.0"u8);
        Append("dom-sep"u8, label);
    }

    /// <summary>Takes in a message under a label; both lengths are bound.</summary>
    public void Append(scoped ReadOnlySpan<byte> label, scoped ReadOnlySpan<byte> message)
    {
        Frame(label, message.Length);
        _strobe.Ad(message);
    }

    /// <summary>Draws bytes that depend on all before, and on how many are drawn.</summary>
    public void Challenge(scoped ReadOnlySpan<byte> label, scoped Span<byte> destination)
    {
        Frame(label, destination.Length);
        _strobe.Prf(destination);
    }

    /// <summary>
    /// Draws secret bytes from the transcript, up to two secrets and fresh randomness, without changing the transcript. As long as one of them is good, so are the bytes:
    /// where randomness fails, different transcripts still give different ones.
    /// </summary>
    /// <param name="label">What the bytes are for.</param>
    /// <param name="secret">A secret of the prover.</param>
    /// <param name="otherSecret">Another one, left out where it is empty.</param>
    /// <param name="random">32 random bytes.</param>
    /// <param name="destination">Where the bytes go.</param>
    public readonly void Witness(
        scoped ReadOnlySpan<byte> label,
        scoped ReadOnlySpan<byte> secret,
        scoped ReadOnlySpan<byte> otherSecret,
        scoped ReadOnlySpan<byte> random,
        scoped Span<byte> destination)
    {
        MerlinTranscript fork = this;
        fork.Rekey(label, secret);
        if (!otherSecret.IsEmpty)
        {
            fork.Rekey(label, otherSecret);
        }

        fork._strobe.MetaAd("rng"u8, more: false);
        fork._strobe.Key(random);
        Span<byte> length = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32LittleEndian(length, destination.Length);
        fork._strobe.MetaAd(length, more: false);
        fork._strobe.Prf(destination);
        fork.Clear();
    }

    /// <summary>Overwrites what was absorbed.</summary>
    public void Clear() => _strobe.Clear();

    private void Rekey(scoped ReadOnlySpan<byte> label, scoped ReadOnlySpan<byte> secret)
    {
        Frame(label, secret.Length);
        _strobe.Key(secret);
    }

    private void Frame(scoped ReadOnlySpan<byte> label, int count)
    {
        Span<byte> length = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32LittleEndian(length, count);
        _strobe.MetaAd(label, more: false);
        _strobe.MetaAd(length, more: true);
    }
}
