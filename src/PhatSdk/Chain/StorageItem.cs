using PhatSdk.Metadata.Values;

namespace PhatSdk.Chain;

/// <summary>A value of a storage map.</summary>
/// <param name="Key">The key in the chain's state.</param>
/// <param name="Keys">The map's keys; null for one whose hasher does not keep it (one without <c>Concat</c> in its name, but for <c>Identity</c>).</param>
/// <param name="Value">The value.</param>
public sealed record StorageItem(StorageKey Key, IReadOnlyList<ScaleValue?> Keys, ScaleValue Value);
