namespace PhatSdk.Metadata.Ink;

/// <summary>How the key of a map's entry is made: the hash of the prefix, the map's own key, the encoded key of the entry, and the postfix.</summary>
/// <param name="Hasher">The hash.</param>
/// <param name="Prefix">Hexadecimal text with <c>0x</c> of the bytes before.</param>
/// <param name="Postfix">Hexadecimal text with <c>0x</c> of the bytes behind.</param>
public sealed record InkHashingStrategy(InkHasher Hasher, string Prefix, string Postfix);
