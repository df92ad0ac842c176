using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;

namespace PhatSdk.Chain;

/// <summary>
/// The functions of runtimes that can be called by names where metadata tells of none (V14): those that each chain has. Follows <c>sp_api::Core</c> and
/// <c>Metadata</c>, <c>frame_system_rpc_runtime_api</c>, <c>pallet_transaction_payment_rpc_runtime_api</c> and <c>sp_consensus_aura</c> of polkadot-sdk.
/// </summary>
internal static class KnownRuntimeApis
{
    private const string Payment = "TransactionPaymentApi";

    private const int U8 = 0;
    private const int U32 = 1;
    private const int U64 = 2;
    private const int U128 = 3;
    private const int Text = 4;
    private const int CompactU64 = 5;
    private const int Bytes = 6;
    private const int OptionalBytes = 7;
    private const int Numbers = 8;
    private const int Account = 9;
    private const int Accounts = 10;
    private const int Weight = 11;
    private const int DispatchClass = 12;
    private const int DispatchInfo = 13;
    private const int OldDispatchInfo = 14;
    private const int InclusionFee = 15;
    private const int OptionalInclusionFee = 16;
    private const int FeeDetails = 17;
    private const int ApiId = 18;
    private const int ApiVersion = 19;
    private const int ApiVersions = 20;
    private const int Version = 21;

    private static readonly TypeRegistry Types = new(
    [
        Primitive(U8, PrimitiveKind.U8),
        Primitive(U32, PrimitiveKind.U32),
        Primitive(U64, PrimitiveKind.U64),
        Primitive(U128, PrimitiveKind.U128),
        Primitive(Text, PrimitiveKind.Str),
        new CompactType(U64) { Id = CompactU64 },
        new SequenceType(U8) { Id = Bytes },
        Option(OptionalBytes, Bytes),
        new SequenceType(U32) { Id = Numbers },
        new ArrayType(32, U8) { Id = Account },
        new SequenceType(Account) { Id = Accounts },
        Struct(Weight, ("ref_time", CompactU64), ("proof_size", CompactU64)),
        Enum(DispatchClass, "Normal", "Operational", "Mandatory"),
        Struct(DispatchInfo, ("weight", Weight), ("class", DispatchClass), ("partial_fee", U128)),
        Struct(OldDispatchInfo, ("weight", U64), ("class", DispatchClass), ("partial_fee", U128)),
        Struct(InclusionFee, ("base_fee", U128), ("len_fee", U128), ("adjusted_weight_fee", U128)),
        Option(OptionalInclusionFee, InclusionFee),
        Struct(FeeDetails, ("inclusion_fee", OptionalInclusionFee), ("tip", U128)),
        new ArrayType(8, U8) { Id = ApiId },
        new TupleType([ApiId, U32]) { Id = ApiVersion },
        new SequenceType(ApiVersion) { Id = ApiVersions },
        Struct(
            Version,
            ("spec_name", Text),
            ("impl_name", Text),
            ("authoring_version", U32),
            ("spec_version", U32),
            ("impl_version", U32),
            ("apis", ApiVersions),
            ("transaction_version", U32),
            ("state_version", U8)),
    ]);

    private static readonly RuntimeFunction[] Functions =
    [
        Function("Core_version", Version),
        Function("Metadata_metadata", Bytes),
        Function("Metadata_metadata_at_version", OptionalBytes, ("version", U32)),
        Function("Metadata_metadata_versions", Numbers),
        Function("AccountNonceApi_account_nonce", U32, ("account", Account)),
        Function($"{Payment}_query_info", DispatchInfo, ("uxt", Bytes), ("len", U32)),
        Function($"{Payment}_query_fee_details", FeeDetails, ("uxt", Bytes), ("len", U32)),
        Function($"{Payment}_query_weight_to_fee", U128, ("weight", Weight)),
        Function($"{Payment}_query_length_to_fee", U128, ("length", U32)),
        Function("AuraApi_slot_duration", U64),
        Function("AuraApi_authorities", Accounts),
    ];

    /// <summary>Finds a function.</summary>
    /// <exception cref="MetadataException">The runtime has no such API, or the function is not known.</exception>
    public static RuntimeFunction Find(RuntimeVersion version, string api, string method)
    {
        uint apiVersion = version.VersionOf(api) ?? throw new MetadataException($"the runtime has no API \"{api}\"");
        string name = $"{api}_{method}";
        RuntimeFunction function = Array.Find(Functions, known => known.Name == name)
            ?? throw new MetadataException($"the runtime's metadata is V14, which tells of no APIs, and {name} is not known without it: call it with encoded arguments");

        // Weights had one dimension before version 2.
        return api == Payment && method == "query_info" && apiVersion < 2 ? function with { OutputTypeId = OldDispatchInfo } : function;
    }

    private static RuntimeFunction Function(string name, int output, params ReadOnlySpan<(string Name, int TypeId)> inputs)
    {
        ParameterMetadata[] parameters = new ParameterMetadata[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            parameters[i] = new ParameterMetadata(inputs[i].Name, inputs[i].TypeId);
        }

        return new RuntimeFunction(name, parameters, output, Types);
    }

    private static PrimitiveType Primitive(int id, PrimitiveKind kind) => new(kind) { Id = id };

    private static CompositeType Struct(int id, params (string Name, int TypeId)[] fields) =>
        new([.. fields.Select(static field => new TypeField(field.Name, field.TypeId, null, []))]) { Id = id };

    private static VariantType Enum(int id, params string[] names) =>
        new([.. names.Select(static (name, index) => new TypeVariant(name, (byte)index, [], []))]) { Id = id };

    private static VariantType Option(int id, int some) =>
        new([new TypeVariant("None", 0, [], []), new TypeVariant("Some", 1, [new TypeField(null, some, null, [])], [])]) { Id = id, Path = ["Option"] };
}
