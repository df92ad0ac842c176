using PhatSdk.Scale;

namespace PhatSdk.Primitives;

/// <summary>No value at all: Rust's <c>()</c>, where a type is needed, as in <see cref="Result{TValue, TError}"/>.</summary>
public readonly record struct Unit : IScaleType<Unit>
{
    /// <inheritdoc/>
    public static Unit Decode(ref ScaleReader reader) => default;

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer)
    {
    }

    /// <inheritdoc/>
    public override string ToString() => "()";
}
