namespace PhatSdk.Phat.Messages;

/// <summary>What is uploaded to a cluster, as <c>ResourceType</c> of <c>phala-types</c> numbers it.</summary>
public enum ResourceType
{
    /// <summary>The wasm of an ink! contract; at most 2 MiB.</summary>
    InkCode = 0,

    /// <summary>The wasm of a sidevm; at most 8 MiB.</summary>
    SidevmCode = 1,

    /// <summary>The wasm of an ink! contract that may compute with floating point, for use by delegate calls in queries; at most 2 MiB.</summary>
    IndeterministicInkCode = 2,
}
