namespace PhatSdk.Devnet.Runtime;

/// <summary>What uploaded code is.</summary>
internal enum CodeKind : byte
{
    /// <summary>A contract's.</summary>
    Ink = 0,

    /// <summary>A side program's.</summary>
    Sidevm = 1,

    /// <summary>A contract's that may compute with floats; reached only by a query's delegate call.</summary>
    IndeterministicInk = 2,
}
