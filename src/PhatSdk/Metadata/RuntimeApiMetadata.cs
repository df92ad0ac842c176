using PhatSdk.Metadata.Types;

namespace PhatSdk.Metadata;

/// <summary>A runtime API: functions of the runtime that a node calls, such as <c>ContractsApi</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Methods">Its methods.</param>
/// <param name="Docs">Its documentation, a line an entry.</param>
public sealed record RuntimeApiMetadata(string Name, IReadOnlyList<RuntimeApiMethodMetadata> Methods, IReadOnlyList<string> Docs)
{
    /// <summary>Its version; null before V16, where the runtime's version tells it.</summary>
    public uint? Version { get; init; }

    /// <summary>Why it should not be used any more; null where nothing is said against it, and before V16.</summary>
    public DeprecationMetadata? Deprecation { get; init; }

    /// <summary>A method by its name.</summary>
    /// <param name="name">The name, without the API's: <c>call</c>.</param>
    /// <returns>The method.</returns>
    /// <exception cref="MetadataException">There is none.</exception>
    public RuntimeApiMethodMetadata Method(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (RuntimeApiMethodMetadata method in Methods)
        {
            if (method.Name == name)
            {
                return method;
            }
        }

        throw new MetadataException($"runtime API {Name} has no method \"{name}\"");
    }
}
