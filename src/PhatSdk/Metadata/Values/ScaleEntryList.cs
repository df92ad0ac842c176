namespace PhatSdk.Metadata.Values;

/// <summary>Names and values of a struct that is being read, each name once.</summary>
internal ref struct ScaleEntryList
{
    private const int MostToSearch = 16;

    private PooledList<string> _names;
    private PooledList<ScaleValue?> _values;
    private HashSet<string>? _seen; // of many

    /// <summary>Adds a name; its value follows.</summary>
    /// <returns>False where the name is there.</returns>
    public bool TryAddName(string name)
    {
        if (_seen is null && _names.Count == MostToSearch)
        {
            _seen = [.. _names.Span];
        }

        if (_seen is null ? _names.Span.Contains(name) : !_seen.Add(name))
        {
            return false;
        }

        _names.Add(name);
        return true;
    }

    public void AddValue(ScaleValue? value) => _values.Add(value);

    public (string[] Names, ScaleValue?[] Values) ToArrays() => (_names.ToArray(), _values.ToArray());
}
