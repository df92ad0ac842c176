namespace PhatSdk.Metadata.Types;

/// <summary>Why metadata cannot be used.</summary>
public enum MetadataProblem
{
    /// <summary>It is damaged, lacks a part, contradicts itself, or does not have what is asked of it.</summary>
    Invalid = 0,

    /// <summary>Its version is not one that can be read.</summary>
    UnsupportedVersion = 1,

    /// <summary>Two messages or two constructors of a contract have one selector.</summary>
    DuplicateSelector = 2,
}
