namespace PhatSdk.SourceGenerator.Models;

/// <summary>A type as it is used: how C# spells it, and how its values are read and written.</summary>
/// <param name="CSharp">The C# type, qualified with <c>global::</c>.</param>
/// <param name="MinimumSize">The least number of bytes that a value takes.</param>
internal abstract record TypeUse(string CSharp, int MinimumSize)
{
    /// <summary>Whether values are of a fixed size and hold no reference.</summary>
    internal virtual bool IsFlat => false;

    /// <summary>Whether <c>null</c> is a value already, so that <c>?</c> cannot say "none" once more.</summary>
    internal virtual bool IsNullable => false;

    /// <summary>A type for which reader and writer have a method.</summary>
    internal sealed record Primitive(string CSharp, int MinimumSize, string ReadMethod, string WriteMethod) : TypeUse(CSharp, MinimumSize)
    {
        internal override bool IsFlat => CSharp is not ("string" or "global::System.Numerics.BigInteger");
    }

    /// <summary>A type that is an <c>IScaleType</c>.</summary>
    internal sealed record Named(string CSharp, int MinimumSize, bool IsFlatValue) : TypeUse(CSharp, MinimumSize)
    {
        internal override bool IsFlat => IsFlatValue;
    }

    /// <summary>An enum without data, for which the client has a reader and a writer of its own.</summary>
    internal sealed record Plain(string CSharp, string Codec, string Name) : TypeUse(CSharp, 1)
    {
        internal override bool IsFlat => true;
    }

    /// <summary><c>()</c>.</summary>
    internal sealed record Unit() : TypeUse("global::PhatSdk.Primitives.Unit", 0)
    {
        internal override bool IsFlat => true;
    }

    /// <summary><c>Vec&lt;u8&gt;</c>.</summary>
    internal sealed record Bytes() : TypeUse("global::System.ReadOnlyMemory<byte>", 1);

    /// <summary><c>[u8; N]</c>.</summary>
    internal sealed record FixedBytes(int Length) : TypeUse("global::System.ReadOnlyMemory<byte>", Length);

    /// <summary><c>Vec&lt;T&gt;</c>.</summary>
    internal sealed record Vector(TypeUse Element)
        : TypeUse($"global::System.Collections.Generic.IReadOnlyList<{Element.CSharp}>", 1);

    /// <summary><c>[T; N]</c>.</summary>
    internal sealed record FixedArray(TypeUse Element, int Length)
        : TypeUse($"global::System.Collections.Generic.IReadOnlyList<{Element.CSharp}>", Saturated((long)Length * Element.MinimumSize));

    /// <summary><c>BTreeMap&lt;K, V&gt;</c>.</summary>
    internal sealed record Map(TypeUse Key, TypeUse Value)
        : TypeUse($"global::System.Collections.Generic.IReadOnlyDictionary<{Key.CSharp}, {Value.CSharp}>", 1);

    /// <summary>A bit sequence.</summary>
    internal sealed record Bits(int WordSize, string Order) : TypeUse("global::PhatSdk.Primitives.BitSequence", 1);

    /// <summary><c>Option&lt;T&gt;</c>, as <c>T?</c>.</summary>
    internal sealed record Optional(TypeUse Inner) : TypeUse($"{Inner.CSharp}?", 1)
    {
        internal override bool IsNullable => true;
    }

    /// <summary><c>Option&lt;T&gt;</c> where <c>T?</c> cannot say it.</summary>
    internal sealed record OptionStruct(TypeUse Inner) : TypeUse($"global::PhatSdk.Primitives.Option<{Inner.CSharp}>", 1);

    /// <summary><c>Result&lt;T, E&gt;</c>.</summary>
    internal sealed record Result(TypeUse Ok, TypeUse Err)
        : TypeUse($"global::PhatSdk.Primitives.Result<{Ok.CSharp}, {Err.CSharp}>", 1 + Math.Min(Ok.MinimumSize, Err.MinimumSize));

    /// <summary>A tuple of one element or more.</summary>
    internal sealed record ValueTuple(EquatableArray<TypeUse> Items)
        : TypeUse(
            Items.Count == 1 ? $"global::System.ValueTuple<{Items[0].CSharp}>" : $"({string.Join(", ", Items.Select(item => item.CSharp))})",
            Saturated(Items.Sum(item => (long)item.MinimumSize)));

    internal static int Saturated(long size) => (int)Math.Min(size, 1 << 20);
}
