namespace PhatSdk.Crypto.Ethereum;

/// <summary>What came of recovering a public key from an ECDSA signature; the failures are those of <c>sp_io::EcdsaVerifyError</c>, numbered from 0 there.</summary>
public enum EcdsaRecovery
{
    /// <summary>The key was recovered.</summary>
    Recovered,

    /// <summary>r or s is not below the order.</summary>
    BadRs,

    /// <summary>The recovery number is none of 0 to 3, nor of 27 to 30.</summary>
    BadV,

    /// <summary>No key belongs to the signature.</summary>
    BadSignature,
}
