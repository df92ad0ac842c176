using System.Diagnostics.CodeAnalysis;

namespace PhatSdk.Primitives;

/// <summary>A value or none, where <c>T?</c> cannot say it: an option in an option, or of a type that may be null itself.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly record struct Option<T>
{
    private readonly T _value;

    /// <summary>Creates an option with a value.</summary>
    /// <param name="value">The value.</param>
    public Option(T value)
    {
        _value = value;
        HasValue = true;
    }

    /// <summary>Whether there is a value.</summary>
    public bool HasValue { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public T Value => HasValue ? _value : throw new InvalidOperationException("the option is none");

    /// <summary>Gets the value where there is one.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetValue([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return HasValue;
    }

    /// <inheritdoc/>
    public override string ToString() => HasValue ? $"Some({_value})" : "None";
}
