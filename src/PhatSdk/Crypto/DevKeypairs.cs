using PhatSdk.Crypto.Secrets;

namespace PhatSdk.Crypto;

/// <summary>
/// The well-known keys of development chains: <c>//Alice</c> to <c>//Ferdie</c> of the development phrase, sr25519. Everybody has them: they guard nothing.
/// They are shared, and disposing of one does nothing.
/// </summary>
public static class DevKeypairs
{
    /// <summary>The phrase that a secret URI without one stands on: public, for development only.</summary>
    public const string Phrase = SecretUri.DevPhrase;

    /// <summary><c>//Alice</c></summary>
    public static Keypair Alice { get; } = Derive(nameof(Alice));

    /// <summary><c>//Bob</c></summary>
    public static Keypair Bob { get; } = Derive(nameof(Bob));

    /// <summary><c>//Charlie</c></summary>
    public static Keypair Charlie { get; } = Derive(nameof(Charlie));

    /// <summary><c>//Dave</c></summary>
    public static Keypair Dave { get; } = Derive(nameof(Dave));

    /// <summary><c>//Eve</c></summary>
    public static Keypair Eve { get; } = Derive(nameof(Eve));

    /// <summary><c>//Ferdie</c></summary>
    public static Keypair Ferdie { get; } = Derive(nameof(Ferdie));

    private static Keypair Derive(string name) => Keypair.FromUri($"//{name}").Shared();
}
