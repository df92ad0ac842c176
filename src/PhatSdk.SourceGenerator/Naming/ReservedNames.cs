namespace PhatSdk.SourceGenerator.Naming;

/// <summary>Names that members of the generated types may not have.</summary>
internal static class ReservedNames
{
    /// <summary>What every object or record has.</summary>
    private static readonly string[] Record =
    [
        "Equals", "GetHashCode", "ToString", "GetType", "MemberwiseClone", "ReferenceEquals", "Finalize", "Clone", "Deconstruct", "PrintMembers", "EqualityContract",
    ];

    private static readonly string[] Callable = ["Selector", "Label", "Mutates", "IsPayable", "EncodeArguments", "DecodeReturn"];

    private static readonly string[] Event = ["Label", "SignatureTopic", "TryDecode", "DecodeFields"];

    /// <summary>What a client has of its own; what its types have, as no type may be named as its member; and what would hide the namespaces from the user's part.</summary>
    internal static NameScope InClient(string name) => new(
    [
        .. Record, name, "Address", "Invoker", "CallAsync", "EstimateAsync", "SubmitAsync", "DeployAsync",
        "Create", "Code", "Messages", "Constructors", "Events", "EnumCodec", "Encode", "Decode", "PhatSdk", "System",
    ]);

    internal static NameScope InMessages() => new([.. Record, .. Callable, "Messages"]);

    internal static NameScope InConstructors() => new([.. Record, .. Callable, "Constructors"]);

    internal static NameScope InEvents() => new([.. Record, .. Event, "Events"]);

    internal static NameScope InCallable(string name) => new([.. Record, .. Callable, name]);

    internal static NameScope InEvent(string name) => new([.. Record, .. Event, name]);

    internal static NameScope InType(string name, params string[] others) => new([.. Record, name, "Encode", "Decode", .. others]);

    internal static NameScope InMethod() => new("signer", "options", "cancellationToken", "deployer");
}
