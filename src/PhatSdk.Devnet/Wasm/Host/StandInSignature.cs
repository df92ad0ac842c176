namespace PhatSdk.Devnet.Wasm.Host;

/// <summary>A signature that a host takes for any key's, where it was told to: <c>0xdeadbeef</c>, then <c>0xcd</c> throughout, as Chopsticks has it.</summary>
internal static class StandInSignature
{
    internal const int Size = 64;

    private const byte Filling = 0xcd;

    private static ReadOnlySpan<byte> Start => [0xde, 0xad, 0xbe, 0xef];

    internal static byte[] Make()
    {
        byte[] signature = new byte[Size];
        signature.AsSpan().Fill(Filling);
        Start.CopyTo(signature);
        return signature;
    }

    internal static bool Is(ReadOnlySpan<byte> signature) =>
        signature.StartsWith(Start) && signature[Start.Length..].IndexOfAnyExcept(Filling) < 0;
}
