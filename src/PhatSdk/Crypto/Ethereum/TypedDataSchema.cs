using System.Text;
using PhatSdk.Crypto.Keccak;

namespace PhatSdk.Crypto.Ethereum;

/// <summary>The structs of typed data: their members, how their types are written and hashed (<c>encodeType</c>, <c>typeHash</c>).</summary>
internal sealed class TypedDataSchema
{
    public const string DomainType = "EIP712Domain";

    // A struct's text holds those of all structs in it: the number bounds the work.
    private const int MaximumStructs = 128;
    private const int MaximumTextLength = 1 << 20;
    private const int WordSize = 32;

    private readonly Dictionary<string, (string Name, TypedDataType Type)[]> _structs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _typeHashes = new(StringComparer.Ordinal);

    /// <exception cref="FormatException">A name or a type is none, a member comes twice, or a struct is not there.</exception>
    public TypedDataSchema(IEnumerable<KeyValuePair<string, IReadOnlyList<TypedDataField>>> structs)
    {
        foreach ((string name, IReadOnlyList<TypedDataField> fields) in structs)
        {
            if (_structs.Count == MaximumStructs)
            {
                throw new FormatException($"typed data has at most {MaximumStructs} structs");
            }

            if (TypedDataType.Parse(name).Kind is not TypedDataKind.Struct)
            {
                throw new FormatException($"\"{Shorten(name)}\" is a type of EIP-712 itself, and no name for a struct");
            }

            _structs.Add(name, ReadFields(name, fields));
        }

        foreach ((string name, (string Name, TypedDataType Type)[] fields) in _structs)
        {
            foreach ((string field, TypedDataType type) in fields)
            {
                if (type.Struct is { } needed && !_structs.ContainsKey(needed))
                {
                    throw new FormatException($"{Shorten(name)}.{Shorten(field)} is of the type \"{Shorten(type.Name)}\", which typed data does not define");
                }
            }
        }
    }

    /// <summary>The members of a struct, in order.</summary>
    /// <exception cref="FormatException">There is no such struct.</exception>
    public ReadOnlySpan<(string Name, TypedDataType Type)> FieldsOf(string name) => _structs.TryGetValue(name, out (string, TypedDataType)[]? fields)
        ? fields
        : throw new FormatException($"typed data does not define the type \"{Shorten(name)}\"");

    /// <summary>A struct's type as text: the struct, then all that are in it, sorted by name.</summary>
    public string EncodeType(string name)
    {
        HashSet<string> found = new(StringComparer.Ordinal) { name };
        Queue<string> left = new([name]);
        while (left.TryDequeue(out string? next))
        {
            foreach ((_, TypedDataType type) in FieldsOf(next))
            {
                if (type.Struct is { } needed && found.Add(needed))
                {
                    left.Enqueue(needed);
                }
            }
        }

        found.Remove(name);
        StringBuilder text = new();
        Append(text, name);
        foreach (string needed in found.Order(StringComparer.Ordinal))
        {
            Append(text, needed);
        }

        return text.ToString();
    }

    /// <summary>Keccak-256 of <see cref="EncodeType"/>.</summary>
    public ReadOnlySpan<byte> TypeHashOf(string name)
    {
        if (!_typeHashes.TryGetValue(name, out byte[]? hash))
        {
            hash = new byte[WordSize];
            KeccakSponge.Hash(Encoding.UTF8.GetBytes(EncodeType(name)), hash);
            _typeHashes.Add(name, hash);
        }

        return hash;
    }

    public static string Shorten(string text) => text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 80), "…");

    private static (string Name, TypedDataType Type)[] ReadFields(string name, IReadOnlyList<TypedDataField> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        HashSet<string> names = new(StringComparer.Ordinal);
        (string Name, TypedDataType Type)[] result = new (string, TypedDataType)[fields.Count];
        for (int i = 0; i < result.Length; i++)
        {
            TypedDataType.CheckName(fields[i].Name);
            result[i] = (fields[i].Name, TypedDataType.Parse(fields[i].Type));
            if (!names.Add(fields[i].Name))
            {
                throw new FormatException($"{Shorten(name)} has two members with the name \"{Shorten(fields[i].Name)}\"");
            }
        }

        return result;
    }

    private void Append(StringBuilder text, string name)
    {
        string separator = "(";
        text.Append(name);
        foreach ((string field, TypedDataType type) in FieldsOf(name))
        {
            text.Append(separator).Append(type.Name).Append(' ').Append(field);
            separator = ",";
        }

        text.Append(separator == "(" ? "()" : ")");
        if (text.Length > MaximumTextLength)
        {
            throw new FormatException($"the type \"{Shorten(name)}\" is longer than {MaximumTextLength} characters");
        }
    }
}
