namespace PhatSdk.Chain;

/// <summary>A value of a storage map, as a type.</summary>
/// <typeparam name="T">The type.</typeparam>
/// <param name="Key">The key in the chain's state. It ends with the map's last key, where its hasher keeps it.</param>
/// <param name="Value">The value.</param>
public sealed record StorageItem<T>(StorageKey Key, T Value);
