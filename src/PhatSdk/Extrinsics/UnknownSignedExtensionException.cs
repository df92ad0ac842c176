namespace PhatSdk.Extrinsics;

/// <summary>A runtime asks for a part of an extrinsic that nobody has told how to write.</summary>
public sealed class UnknownSignedExtensionException : ExtrinsicException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="identifier">The name that the runtime's metadata gives the extension.</param>
    public UnknownSignedExtensionException(string identifier)
        : base(
            $"the runtime asks for the signed extension \"{identifier}\", which has content: "
            + "implement ISignedExtension for it and pass SignedExtensions.Default.With(it)") => Identifier = identifier;

    /// <summary>The name that the runtime's metadata gives the extension.</summary>
    public string Identifier { get; }
}
