namespace PhatSdk.Tests.Crypto.Secrets;

/// <summary>A secret that is kept so that nobody who looks for it finds it here.</summary>
internal sealed class MaskedSecret
{
    private const byte Mask = 0x5a;

    private readonly byte[] _masked;

    public MaskedSecret(string name, ReadOnlySpan<byte> secret)
    {
        Name = name;
        _masked = new byte[secret.Length];
        for (int i = 0; i < secret.Length; i++)
        {
            _masked[i] = (byte)(secret[i] ^ Mask);
        }
    }

    public string Name { get; }

    public int Length => _masked.Length;

    public void CopyTo(Span<byte> destination)
    {
        for (int i = 0; i < _masked.Length; i++)
        {
            destination[i] = (byte)(_masked[i] ^ Mask);
        }
    }
}
