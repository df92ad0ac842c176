using PhatSdk.Primitives;

namespace PhatSdk.Metadata;

/// <summary>A view function of a pallet (V16): a question that the runtime answers without a transaction.</summary>
/// <param name="Id">What it is called by.</param>
/// <param name="Name">Its name.</param>
/// <param name="Inputs">Its parameters, in order.</param>
/// <param name="OutputTypeId">The type of what it returns.</param>
/// <param name="Docs">Its documentation, a line an entry.</param>
/// <param name="Deprecation">Why it should not be used any more; null where nothing is said against it.</param>
public sealed record ViewFunctionMetadata(
    Hash256 Id, string Name, IReadOnlyList<ParameterMetadata> Inputs, int OutputTypeId, IReadOnlyList<string> Docs, DeprecationMetadata? Deprecation);
