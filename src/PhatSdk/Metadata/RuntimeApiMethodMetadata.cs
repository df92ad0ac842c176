namespace PhatSdk.Metadata;

/// <summary>A method of a runtime API.</summary>
/// <param name="Name">Its name; <c>state_call</c> takes it behind the API's and an underscore, as in <c>ContractsApi_call</c>.</param>
/// <param name="Inputs">Its parameters, in order.</param>
/// <param name="OutputTypeId">The type of what it returns.</param>
/// <param name="Docs">Its documentation, a line an entry.</param>
public sealed record RuntimeApiMethodMetadata(string Name, IReadOnlyList<ParameterMetadata> Inputs, int OutputTypeId, IReadOnlyList<string> Docs)
{
    /// <summary>Why it should not be used any more; null where nothing is said against it, and before V16.</summary>
    public DeprecationMetadata? Deprecation { get; init; }
}
