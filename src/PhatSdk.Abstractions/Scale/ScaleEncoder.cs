namespace PhatSdk.Scale;

/// <summary>Appends the encoding of one <typeparamref name="T"/>.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="writer">Where to.</param>
/// <param name="value">The value.</param>
public delegate void ScaleEncoder<in T>(ref ScaleWriter writer, T value);
