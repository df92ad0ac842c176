using System.Diagnostics;
using System.Security.Cryptography;

namespace PhatSdk.Crypto.Secrets;

/// <summary>Secret bytes in one place: the collector does not move them, so no copy is left behind, and disposal overwrites them.</summary>
internal sealed class SecretBuffer : IDisposable
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _bytes;
    private bool _isDisposed;

    public SecretBuffer(int length) => _bytes = GC.AllocateArray<byte>(length, pinned: true);

    public SecretBuffer(ReadOnlySpan<byte> secret)
        : this(secret.Length) => secret.CopyTo(_bytes);

    ~SecretBuffer() => CryptographicOperations.ZeroMemory(_bytes);

    /// <summary>The bytes. Who holds on to the span keeps the buffer alive too (<see cref="GC.KeepAlive"/>): its end overwrites them.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Span<byte> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _bytes;
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        CryptographicOperations.ZeroMemory(_bytes);
        GC.SuppressFinalize(this);
    }

    public override string ToString() => $"{_bytes.Length} secret bytes";
}
