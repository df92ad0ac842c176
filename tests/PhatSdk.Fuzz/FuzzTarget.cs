namespace PhatSdk.Fuzz;

/// <summary>A decoder, what it is fed with, and what it may answer.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Seeds">Good inputs, which are then broken.</param>
/// <param name="Decode">Decodes an input.</param>
/// <param name="Documented">The exceptions that it may throw; all others are defects.</param>
internal sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Seeds, Action<byte[]> Decode, params Type[] Documented)
{
    /// <summary>Pieces that good inputs are made of, which the mutator puts in anywhere.</summary>
    public IReadOnlyList<byte[]> Tokens { get; init; } = [];

    /// <summary>How many bytes it may allocate beside <see cref="AllocationFactor"/> times the input's length; null where it promises no bound.</summary>
    public long? AllocationConstant { get; init; }

    /// <summary>How many bytes it may allocate for each byte of its input: what decoders promise, counted in UTF-16 where they read text.</summary>
    public int AllocationFactor { get; init; } = 16;

    /// <summary>Checks what must hold of an input that was taken. What it allocates is not counted; null for nothing.</summary>
    public Action<byte[]>? Check { get; init; }
}
