namespace PhatSdk.Extrinsics.Decoding;

/// <summary>Who vouches for an extrinsic: <c>sp_runtime::generic::Preamble</c>.</summary>
public enum ExtrinsicKind
{
    /// <summary>Nobody: put in by the block's author (the time, as an example), or a call that checks itself.</summary>
    Bare = 0,

    /// <summary>Its extensions: since version 5. One of them may carry a signature.</summary>
    General = 1,

    /// <summary>A signer: version 4.</summary>
    Signed = 2,
}
