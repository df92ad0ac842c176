namespace PhatSdk.Metadata.Types;

/// <summary>Metadata of a runtime or contract says something that cannot be, or does not say what is asked of it.</summary>
public sealed class MetadataException : PhatSdkException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Names the place and the value.</param>
    /// <param name="innerException">What caused it.</param>
    public MetadataException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="problem">The kind of problem.</param>
    /// <param name="message">Names the place and the value.</param>
    /// <param name="innerException">What caused it.</param>
    public MetadataException(MetadataProblem problem, string message, Exception? innerException = null)
        : base(message, innerException) => Problem = problem;

    /// <summary>The kind of problem.</summary>
    public MetadataProblem Problem { get; }
}
