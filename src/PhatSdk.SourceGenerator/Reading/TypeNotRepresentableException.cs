namespace PhatSdk.SourceGenerator.Reading;

/// <summary>A type of a contract has no counterpart in C#.</summary>
internal sealed class TypeNotRepresentableException(string message) : Exception(message);
