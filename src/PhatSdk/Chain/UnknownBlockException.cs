using PhatSdk.Primitives;

namespace PhatSdk.Chain;

/// <summary>A node does not know a block: there is no such block, or the node is behind, or has thrown it away.</summary>
public sealed class UnknownBlockException : PhatSdkException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="block">The block's hash, or its number.</param>
    public UnknownBlockException(string block)
        : base($"the node does not know block {block}") => Block = block;

    internal UnknownBlockException(Hash256? block)
        : this(block?.ToString() ?? "that is newest")
    {
    }

    /// <summary>The block's hash, or its number.</summary>
    public string Block { get; }
}
