using System.Text;

namespace PhatSdk.Metadata;

/// <summary>A variant of an enum.</summary>
public sealed class ScaleVariant : ScaleValue
{
    internal ScaleVariant(string name, ScaleValue fields)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        Fields = fields is ScaleSequence or ScaleFields ? fields : Tuple(fields);
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

    private protected override string Kind => "Variant";

    /// <inheritdoc/>
    public override bool Equals(ScaleValue? other) =>
        ReferenceEquals(this, other) || (other is ScaleVariant variant && variant.Name == Name && variant.Fields.Equals(Fields));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Fields);

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
        if (Fields.Items.Count == 0)
        {
            text.Append(Name);
            return;
        }

        text.Append("{ ").Append(Name).Append(": ");
        Content.Format(text);
        text.Append(" }");
    }

    private protected override ScaleValue? Child(ReadOnlySpan<char> name) => name.SequenceEqual(Name) ? Content : ChildOf(Fields, name);

    private static ScaleValue? ChildOf(ScaleValue fields, ReadOnlySpan<char> name) => fields.TryGet(name.ToString(), out ScaleValue? value) ? value : null;
}
