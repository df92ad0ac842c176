namespace PhatSdk.Scale;

/// <summary>Reads one <typeparamref name="T"/>.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="reader">Where from; it stands behind the value afterwards.</param>
/// <returns>The value.</returns>
/// <exception cref="ScaleException">The bytes are no such value.</exception>
public delegate T ScaleDecoder<out T>(ref ScaleReader reader);
