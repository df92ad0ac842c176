using System.Diagnostics.CodeAnalysis;

namespace PhatSdk.Primitives;

/// <summary>A value or an error: Rust's <c>Result</c>, as contracts return it. The default is <c>Ok</c> of the default value.</summary>
/// <typeparam name="TValue">The value's type; <see cref="Unit"/> for <c>()</c>.</typeparam>
/// <typeparam name="TError">The error's type.</typeparam>
public readonly record struct Result<TValue, TError>
{
    private readonly TValue _value;
    private readonly TError _error;

    private Result(TValue value, TError error, bool isError)
    {
        _value = value;
        _error = error;
        IsError = isError;
    }

    /// <summary>Whether there is a value.</summary>
    public bool IsOk => !IsError;

    /// <summary>Whether there is an error.</summary>
    public bool IsError { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is an error; the message shows it.</exception>
    public TValue Value => IsOk ? _value : throw new InvalidOperationException($"the result is an error: {_error}");

    /// <summary>The error.</summary>
    /// <exception cref="InvalidOperationException">There is a value.</exception>
    public TError Error => IsError ? _error : throw new InvalidOperationException("the result is no error");

    /// <summary>Creates a result with a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The result.</returns>
    public static Result<TValue, TError> Ok(TValue value) => new(value, default!, isError: false);

    /// <summary>Creates a result with an error.</summary>
    /// <param name="error">The error.</param>
    /// <returns>The result.</returns>
    public static Result<TValue, TError> Err(TError error) => new(default!, error, isError: true);

    /// <summary>Gets the value, or else the error.</summary>
    /// <param name="value">The value.</param>
    /// <param name="error">The error.</param>
    /// <returns>True where there is a value.</returns>
    public bool TryGetValue([MaybeNullWhen(false)] out TValue value, [MaybeNullWhen(true)] out TError error)
    {
        value = _value;
        error = _error;
        return IsOk;
    }

    /// <summary>Makes one thing of either.</summary>
    /// <typeparam name="TResult">What is made.</typeparam>
    /// <param name="ok">Makes it of the value.</param>
    /// <param name="error">Makes it of the error.</param>
    /// <returns>What was made.</returns>
    public TResult Match<TResult>(Func<TValue, TResult> ok, Func<TError, TResult> error)
    {
        ArgumentNullException.ThrowIfNull(ok);
        ArgumentNullException.ThrowIfNull(error);
        return IsOk ? ok(_value) : error(_error);
    }

    /// <inheritdoc/>
    public override string ToString() => IsOk ? $"Ok({_value})" : $"Err({_error})";
}
