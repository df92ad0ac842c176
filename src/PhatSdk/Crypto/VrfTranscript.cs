using PhatSdk.Crypto.Keccak;

namespace PhatSdk.Crypto;

/// <summary>What a verifiable random output is drawn for: a label and labelled data, in order (<c>sp_core::sr25519::vrf::VrfTranscript</c>). A value; nothing in it is secret.</summary>
public readonly struct VrfTranscript
{
    private readonly MerlinTranscript _transcript;

    /// <summary>Begins a transcript.</summary>
    /// <param name="label">The protocol's label, such as <c>BABE</c>.</param>
    public VrfTranscript(ReadOnlySpan<byte> label) => _transcript = new MerlinTranscript(label);

    private VrfTranscript(MerlinTranscript transcript) => _transcript = transcript;

    internal MerlinTranscript Merlin => _transcript;

    /// <summary>The transcript with a piece of data more.</summary>
    /// <param name="label">What the data is.</param>
    /// <param name="data">The data.</param>
    /// <returns>The longer transcript; this one stays as it is.</returns>
    public VrfTranscript With(ReadOnlySpan<byte> label, ReadOnlySpan<byte> data)
    {
        MerlinTranscript longer = _transcript;
        longer.Append(label, data);
        return new VrfTranscript(longer);
    }
}
