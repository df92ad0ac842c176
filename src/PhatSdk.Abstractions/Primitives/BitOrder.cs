namespace PhatSdk.Primitives;

/// <summary>Which bit of a word is the first of a bit sequence.</summary>
public enum BitOrder
{
    /// <summary>The lowest one.</summary>
    Lsb0 = 0,

    /// <summary>The highest one.</summary>
    Msb0 = 1,
}
