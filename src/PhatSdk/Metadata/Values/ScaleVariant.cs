using System.Text;

namespace PhatSdk.Metadata.Values;

/// <summary>A variant of an enum.</summary>
public sealed class ScaleVariant : ScaleValue
{
    internal ScaleVariant(string name, ScaleValue fields)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        Fields = fields switch
        {
            ScaleFields { Items.Count: 0 } => Unit,
            ScaleSequence or ScaleFields => fields,
            _ => Tuple(fields),
        };
        Depth = DepthAbove([Fields]);
    }

    /// <summary>The variant's name.</summary>
    public string Name { get; }

    /// <summary>Its fields: <see cref="ScaleFields"/>, or a <see cref="ScaleSequence"/> where they have no names or it has none.</summary>
    public new ScaleValue Fields { get; }

    /// <summary>The value of its only field where that has no name, else <see cref="Fields"/>.</summary>
    public ScaleValue Content => Fields is ScaleSequence { IsTuple: true, Count: 1 } sequence ? sequence.Span[0] : Fields;

    /// <inheritdoc/>
    public override IReadOnlyList<ScaleValue> Items => Fields.Items;

    internal static new ScaleVariant None { get; } = new("None", Unit);

    internal override int Depth { get; }

    /// <summary>Whether it has no fields at all; an empty vector is one.</summary>
    internal bool IsPlain => Fields is ScaleSequence { IsTuple: true, Count: 0 };

    private protected override string Kind => "Variant";

    /// <summary>Whether two values are the same: variants of one name and one <see cref="Content"/>.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True where they are the same. A tuple as the only field equals its items as fields, as both have one text.</returns>
    public override bool Equals(ScaleValue? other) => ReferenceEquals(this, other)
        || (other is ScaleVariant variant && variant.Name == Name && variant.IsPlain == IsPlain && variant.Content.Equals(Content));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Content);

    /// <inheritdoc/>
    public override object? ToObject() => this switch
    {
        { Name: "None", Items.Count: 0 } => null,
        { Name: "Some", Items.Count: 1 } => Content.ToObject(),
        { Items.Count: 0 } => Name,
        _ => new Dictionary<string, object?> { [Name] = Content.ToObject() },
    };

    internal override void Format(StringBuilder text)
    {
        bool isName = ScaleName.IsPlain(Name);
        if (IsPlain)
        {
            ScaleName.Format(text, Name);
            text.Append(isName && Name is not ("true" or "false") ? "" : "()");
        }
        else if (ScaleName.IsLikeVariant(Name))
        {
            ScaleName.Format(text.Append("{ "), Name);
            Content.Format(text.Append(": "));
            text.Append(" }");
        }
        else
        {
            ScaleName.Format(text, Name);
            FormatFields(text);
        }
    }

    private protected override ScaleValue? Child(ReadOnlySpan<char> name) => name.SequenceEqual(Name) ? Content : ChildOf(Fields, name);

    // As Rust writes it; in braces a name in small letters would be a field's.
    private void FormatFields(StringBuilder text)
    {
        if (Content is ScaleFields { Items.Count: > 0 })
        {
            Content.Format(text.Append(' '));
        }
        else if (Content is ScaleSequence { IsTuple: true, Count: > 1 })
        {
            Content.Format(text);
        }
        else
        {
            Content.Format(text.Append('('));
            text.Append(')');
        }
    }

    private static ScaleValue? ChildOf(ScaleValue fields, ReadOnlySpan<char> name) => fields.TryGet(name.ToString(), out ScaleValue? value) ? value : null;
}
