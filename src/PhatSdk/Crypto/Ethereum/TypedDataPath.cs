using System.Globalization;

namespace PhatSdk.Crypto.Ethereum;

/// <summary>Where in typed data a value stands; written out for a message only.</summary>
internal sealed record TypedDataPath(TypedDataPath? Parent, string? Name, int Index)
{
    public TypedDataPath(string root)
        : this(null, root, 0)
    {
    }

    public int Depth { get; } = Parent is null ? 0 : Parent.Depth + 1;

    public TypedDataPath Member(string name) => new(this, name, 0);

    public TypedDataPath Item(int index) => new(this, null, index);

    public override string ToString()
    {
        string step = Name ?? string.Create(CultureInfo.InvariantCulture, $"[{Index}]");
        return Parent is null ? step : Name is null ? $"{Parent}{step}" : $"{Parent}.{step}";
    }
}
