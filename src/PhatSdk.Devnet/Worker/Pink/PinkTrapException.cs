namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>A call of the Pink extension makes the contract trap.</summary>
internal sealed class PinkTrapException : Exception
{
    /// <param name="reason">Why.</param>
    public PinkTrapException(string reason)
        : base(reason)
    {
    }
}
