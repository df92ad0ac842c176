namespace PhatSdk;

/// <summary>The base of everything that PhatSdk throws on its own account.</summary>
/// <remarks>
/// A mistake of the caller is an <see cref="ArgumentException"/>, <see cref="InvalidOperationException"/> or
/// <see cref="ObjectDisposedException"/> instead; a cancelled wait is an <see cref="OperationCanceledException"/>.
/// </remarks>
public abstract class PhatSdkException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Names the thing and the value that is wrong; holds no secret.</param>
    /// <param name="innerException">What caused it.</param>
    protected PhatSdkException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the same call may succeed if it is made again. A submitted transaction is never made again by the library.</summary>
    public virtual bool IsTransient => false;
}
