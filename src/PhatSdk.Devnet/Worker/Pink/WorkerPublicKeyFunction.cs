namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>17, <c>worker_pubkey</c>: the key of this worker; in transactions zeros.</summary>
internal sealed class WorkerPublicKeyFunction : IPinkFunction
{
    private readonly ReadOnlyMemory<byte> _publicKey;

    public WorkerPublicKeyFunction(ReadOnlyMemory<byte> publicKey) => _publicKey = publicKey;

    public uint Number => 17;

    public PinkOutput Call(PinkCall call) => PinkOutput.Of(call.IsQuery ? _publicKey.ToArray() : new byte[_publicKey.Length]);
}
