namespace PhatSdk.Phat;

/// <summary>A cluster did not come to something in the time that was given. What was sent to the chain stays sent.</summary>
public sealed class PhatTimeoutException : PhatSdkException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="awaited">What was waited for.</param>
    /// <param name="timeout">How long.</param>
    public PhatTimeoutException(string awaited, TimeSpan timeout)
        : base($"{awaited}: not within {timeout.TotalSeconds} seconds") => Awaited = awaited;

    /// <summary>What was waited for.</summary>
    public string Awaited { get; }

    /// <summary>True: it may come yet.</summary>
    public override bool IsTransient => true;
}
