using System.Diagnostics.CodeAnalysis;

namespace PhatSdk.Scale;

/// <summary>Bytes do not say what they should.</summary>
public sealed class ScaleException : PhatSdkException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="reason">What is wrong.</param>
    /// <param name="offset">Where, in bytes from the start of the input.</param>
    /// <param name="innerException">What caused it.</param>
    public ScaleException(string reason, int offset, Exception? innerException = null)
        : base($"SCALE, offset {offset}: {reason}", innerException)
    {
        Reason = reason;
        Offset = offset;
    }

    /// <summary>What is wrong.</summary>
    public string Reason { get; }

    /// <summary>Where, in bytes from the start of the input.</summary>
    public int Offset { get; }

    [DoesNotReturn]
    internal static void ThrowEndOfInput(int offset, int needed, int remaining) =>
        throw new ScaleException($"{needed} bytes needed, {remaining} remain", offset);

    [DoesNotReturn]
    internal static void ThrowLengthBeyondInput(int offset, uint length, int minimumElementSize, int remaining) =>
        throw new ScaleException(
            $"a length of {length} elements of at least {minimumElementSize} bytes is more than the {remaining} bytes that remain", offset);

    [DoesNotReturn]
    internal static void ThrowTooManyEmptyElements(int offset, uint length) =>
        throw new ScaleException($"{length} elements without content are more than are taken from an input of this size", offset);

    [DoesNotReturn]
    internal static void ThrowNotCanonical(int offset) =>
        throw new ScaleException("a compact integer is not in its shortest form", offset);

    [DoesNotReturn]
    internal static void ThrowCompactOutOfRange(int offset, string type) =>
        throw new ScaleException($"a compact integer does not fit into {type}", offset);

    [DoesNotReturn]
    internal static void ThrowBadTag(int offset, string type, byte tag) =>
        throw new ScaleException($"0x{tag:x2} is no {type}", offset);

    [DoesNotReturn]
    internal static void ThrowNoScalar(int offset, uint value) =>
        throw new ScaleException($"0x{value:x} is no char", offset);

    [DoesNotReturn]
    internal static void ThrowBadUtf8(int offset, Exception cause) =>
        throw new ScaleException("a string is not UTF-8", offset, cause);

    [DoesNotReturn]
    internal static void ThrowTooDeep(int offset) =>
        throw new ScaleException($"values are nested deeper than {ScaleReader.MaxDepth}", offset);

    [DoesNotReturn]
    internal static void ThrowNotAtEnd(int offset, int remaining) =>
        throw new ScaleException($"{remaining} bytes remain after the value", offset);
}
