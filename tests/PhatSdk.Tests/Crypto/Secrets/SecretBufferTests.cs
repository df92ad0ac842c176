using PhatSdk.Crypto.Secrets;

namespace PhatSdk.Tests.Crypto.Secrets;

public class SecretBufferTests
{
    [Test]
    public void DisposalOverwritesTheBytes()
    {
        SecretBuffer buffer = new([1, 2, 3]);
        // The bytes stay where they are, so the span shows what disposal does to them.
        Span<byte> bytes = buffer.Span;
        Assert.That(bytes.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
        buffer.Dispose();
        Assert.That(bytes.ToArray(), Is.EqualTo(new byte[3]));
        Assert.That(() => buffer.Span.Length, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(buffer.ToString(), Is.EqualTo("3 secret bytes"));
    }
}
