using System.Globalization;
using PhatSdk.Metadata.Types;
using PhatSdk.SourceGenerator.Models;
using PhatSdk.SourceGenerator.Naming;

namespace PhatSdk.SourceGenerator.Reading;

/// <summary>Makes models of the structs and enums that a contract's client writes out.</summary>
internal sealed class TypeModelBuilder(TypeRegistry types, TypeMapper mapper)
{
    private const int MostValueFields = 4;
    private const int LargestValue = 64;

    internal List<TypeModel> Build() => [.. mapper.Written.Select(id => Build(types[id]))];

    private TypeModel Build(TypeDefinition type)
    {
        string name = mapper.NameOf(type.Id);
        EquatableArray<string> docs = ContractModelBuilder.Docs(type.Docs);
        switch (type)
        {
            case CompositeType composite:
                FieldModel[] fields = BuildFields(composite.Fields, ReservedNames.InType(name));
                bool isValue = fields.Length <= MostValueFields && fields.All(field => field.Type.IsFlat) && fields.Sum(field => field.Type.MinimumSize) <= LargestValue;
                return new TypeModel.Struct(name, docs, fields, isValue);
            case VariantType variant when TypeMapper.IsPlain(variant):
                NameScope members = new();
                return new TypeModel.Plain(
                    name,
                    docs,
                    variant.Variants.Select(one => new VariantModel(one.Name, members.Add(CSharpIdentifier.Pascal(one.Name)), one.Index, default, ContractModelBuilder.Docs(one.Docs))).ToArray(),
                    TypeMapper.DeclaredAs(variant));
            case VariantType variant:
                return new TypeModel.Union(name, docs, BuildVariants(name, variant));
            default:
                throw new InvalidOperationException($"{TypeGraph.Describe(type)} is not written out");
        }
    }

    private VariantModel[] BuildVariants(string union, VariantType type)
    {
        NameScope scope = ReservedNames.InType(union);
        string[] names = [.. type.Variants.Select(one => scope.Add(CSharpIdentifier.Pascal(one.Name), "Case"))];
        return [.. type.Variants.Select((one, i) =>
            new VariantModel(one.Name, names[i], one.Index, BuildFields(one.Fields, ReservedNames.InType(union, names)), ContractModelBuilder.Docs(one.Docs)))];
    }

    private FieldModel[] BuildFields(IReadOnlyList<TypeField> fields, NameScope scope)
    {
        FieldModel[] models = new FieldModel[fields.Count];
        for (int i = 0; i < models.Length; i++)
        {
            TypeField field = fields[i];
            string wanted = field.Name is not null
                ? CSharpIdentifier.Pascal(field.Name)
                : models.Length == 1 ? "Value" : string.Format(CultureInfo.InvariantCulture, "Item{0}", i + 1);
            string name = scope.Add(wanted, "Value");
            models[i] = new FieldModel(field.Name ?? i.ToString(CultureInfo.InvariantCulture), name, CSharpIdentifier.Camel(name), mapper.Map(field.TypeId), ContractModelBuilder.Docs(field.Docs));
        }

        return models;
    }
}
