namespace PhatSdk.Phat;

/// <summary>How a certificate is signed.</summary>
public sealed record CertificateOptions
{
    /// <summary>All defaults.</summary>
    public static CertificateOptions Default { get; } = new();

    /// <summary>The number of the last block in which the certificate is valid, by the chain that the workers follow. By default 2^31 − 1, as Phala's own SDK has it.</summary>
    public uint TimeToLive { get; init; } = int.MaxValue;

    /// <summary>Whether the signer is given the certificate between <c>&lt;Bytes&gt;</c> and <c>&lt;/Bytes&gt;</c>, as wallets ask for that sign no bytes as they are. By default false.</summary>
    public bool WrapsBytes { get; init; }
}
