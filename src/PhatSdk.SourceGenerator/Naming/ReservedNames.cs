namespace PhatSdk.SourceGenerator.Naming;

/// <summary>Names that members of the generated types may not have.</summary>
internal static class ReservedNames
{
    /// <summary>What every object or record has.</summary>
    private static readonly string[] Record =
    [
        "Equals", "GetHashCode", "ToString", "GetType", "MemberwiseClone", "ReferenceEquals", "Finalize", "Clone", "Deconstruct", "PrintMembers", "EqualityContract",
    ];

    internal static NameScope InClient(string name) => new(
    [
        .. Record, name, "Address", "Invoker", "CallAsync", "EstimateAsync", "SubmitAsync", "DeployAsync",
        "Create", "Code", "Messages", "Constructors", "Events", "EnumCodec",
    ]);

    internal static NameScope InCallable(string name) =>
        new([.. Record, name, "Selector", "Label", "Mutates", "IsPayable", "EncodeArguments", "DecodeReturn"]);

    internal static NameScope InEvent(string name) => new([.. Record, name, "Label", "SignatureTopic", "TryDecode", "DecodeFields"]);

    internal static NameScope InType(string name, params string[] others) => new([.. Record, name, "Encode", "Decode", .. others]);

    internal static NameScope InMethod() => new("signer", "options", "cancellationToken", "deployer");
}
