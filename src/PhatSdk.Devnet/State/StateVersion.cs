namespace PhatSdk.Devnet.State;

/// <summary>How a trie holds long values: <c>StateVersion</c> of <c>sp-core</c>.</summary>
internal enum StateVersion : byte
{
    /// <summary>Each value stands in its node.</summary>
    V0 = 0,

    /// <summary>A value longer than 32 bytes is a node of its own; its hash stands in its place.</summary>
    V1 = 1,
}
