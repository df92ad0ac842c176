using System.Globalization;
using PhatSdk.Metadata.Ink;
using PhatSdk.Metadata.Types;

namespace PhatSdk.Contracts.Storage;

/// <summary>Walks through a layout and notes each field that can be named.</summary>
internal sealed class ContractFieldFinder(TypeRegistry types)
{
    private const string Mapping = "Mapping";
    private const string Vector = "StorageVec";

    private readonly List<ContractField> _found = [];

    public IReadOnlyList<ContractField> Found => _found;

    public void Find(InkLayout layout)
    {
        if (layout is InkRootLayout root)
        {
            StorageCell cell = new(ContractStorageKey.Parse(root.Key), root.Content);
            Add("", ContractFieldKind.Value, cell, root.Content);
            FindWithin(root.Content, "", cell);
        }
        else
        {
            FindCells(layout, "");
        }
    }

    // From ink! 4 on.
    private void FindPacked(InkLayout layout, string path, StorageCell cell)
    {
        if (layout is InkRootLayout root)
        {
            StorageCell own = new(ContractStorageKey.Parse(root.Key), root.Content);
            TypeDefinition? type = root.TypeId is int id ? types[id] : null;
            Add(path, KindOf(type), own, root.Content, KeyOf(type));
            FindWithin(root.Content, path, own);
        }
        else if (layout is InkHashLayout hash)
        {
            AddHashMap(hash, path);
        }
        else
        {
            Add(path, ContractFieldKind.Value, cell, layout);
            FindWithin(layout, path, cell);
        }
    }

    private void FindWithin(InkLayout layout, string path, StorageCell cell)
    {
        if (layout is InkStructLayout body)
        {
            foreach (InkFieldLayout field in body.Fields)
            {
                FindPacked(field.Layout, Join(path, field.Name), cell);
            }
        }
        else if (layout is InkEnumLayout choice)
        {
            // What a variant holds is read with the enum, unless it is in a cell of its own.
            foreach (InkVariantLayout variant in choice.Variants)
            {
                foreach (InkFieldLayout field in variant.Fields.Where(field => field.Layout is InkRootLayout or InkHashLayout))
                {
                    FindPacked(field.Layout, Join(Join(path, NameOf(variant)), field.Name), cell);
                }
            }
        }
    }

    // With ink! 3.
    private void FindCells(InkLayout layout, string path)
    {
        switch (layout)
        {
            case InkLeafLayout leaf:
                TypeDefinition type = types[leaf.TypeId];
                bool isMapping = type.Name == Mapping && type.Path[0] == "ink_storage";
                InkLayout value = isMapping ? new InkLeafLayout(leaf.Key, Parameter(type, 1) ?? throw new MetadataException($"the mapping {path} is of no type")) : leaf;
                Add(path, isMapping ? ContractFieldKind.Mapping : ContractFieldKind.Value, new StorageCell(ContractStorageKey.Parse(leaf.Key), value), value, isMapping ? Parameter(type, 0) : null);
                break;
            case InkStructLayout body:
                FindCells(body.Fields, path);
                break;
            case InkEnumLayout choice:
                Add(path, ContractFieldKind.Value, new StorageCell(ContractStorageKey.Parse(choice.DispatchKey), choice), choice);
                foreach (InkVariantLayout variant in choice.Variants)
                {
                    FindCells(variant.Fields, Join(path, NameOf(variant)));
                }

                break;
            case InkHashLayout hash:
                AddHashMap(hash, path);
                break;
            case InkArrayLayout array:
                Add(path, ContractFieldKind.Vector, new StorageCell(ContractStorageKey.Parse(array.Offset), array.Content) { Array = array }, array.Content);
                break;
        }
    }

    private void FindCells(IReadOnlyList<InkFieldLayout> fields, string path)
    {
        foreach (InkFieldLayout field in fields)
        {
            FindCells(field.Layout, Join(path, field.Name));
        }
    }

    private void AddHashMap(InkHashLayout hash, string path) =>
        Add(path, ContractFieldKind.Mapping, new StorageCell(ContractStorageKey.Parse(hash.Offset), hash.Content) { Hashing = hash.Strategy }, hash.Content);

    private void Add(string path, ContractFieldKind kind, StorageCell cell, InkLayout value, int? keyType = null) =>
        _found.Add(new ContractField(types, path, kind, cell, value) { KeyTypeId = keyType });

    private static ContractFieldKind KindOf(TypeDefinition? type) => type switch
    {
        null => ContractFieldKind.Undeclared,
        { Name: Mapping, Path: ["ink_storage", ..] } => ContractFieldKind.Mapping,
        { Name: Vector, Path: ["ink_storage", ..] } => ContractFieldKind.Vector,
        _ => ContractFieldKind.Value,
    };

    private static int? KeyOf(TypeDefinition? type) => KindOf(type) == ContractFieldKind.Mapping ? Parameter(type!, 0) : null;

    private static int? Parameter(TypeDefinition type, int position) => position < type.Parameters.Count ? type.Parameters[position].TypeId : null;

    private static string NameOf(InkVariantLayout variant) => variant.Name ?? variant.Index.ToString(CultureInfo.InvariantCulture);

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
