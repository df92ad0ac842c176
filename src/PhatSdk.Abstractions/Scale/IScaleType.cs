namespace PhatSdk.Scale;

/// <summary>A value with one SCALE encoding.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
/// <remarks>Follows <c>parity-scale-codec</c>'s <c>Encode</c> and <c>Decode</c>.</remarks>
public interface IScaleType<TSelf>
    where TSelf : IScaleType<TSelf>
{
    /// <summary>Appends the value's encoding.</summary>
    /// <param name="writer">Where to.</param>
    void Encode(ref ScaleWriter writer);

    /// <summary>Reads a value.</summary>
    /// <param name="reader">Where from; it stands behind the value afterwards.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ScaleException">The bytes are no such value.</exception>
    static abstract TSelf Decode(ref ScaleReader reader);
}
