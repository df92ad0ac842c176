namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>What a contract gets for a call of the Pink extension.</summary>
/// <param name="Status">0, or the number of a failure that the function lists.</param>
/// <param name="Bytes">The return value, encoded.</param>
internal readonly record struct PinkOutput(uint Status, byte[] Bytes)
{
    /// <summary>Nothing, as a function without a return value gives.</summary>
    public static PinkOutput Unit { get; } = new(0, []);

    public static PinkOutput Of(byte[] bytes) => new(0, bytes);
}
