namespace PhatSdk.Metadata;

/// <summary>A parameter of a runtime API's method or of a view function.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TypeId">Its type.</param>
public sealed record ParameterMetadata(string Name, int TypeId);
