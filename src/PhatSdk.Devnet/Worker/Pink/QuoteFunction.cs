namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>25, <c>worker_sgx_quote</c>: none, as no enclave runs this worker.</summary>
internal sealed class QuoteFunction : IPinkFunction
{
    public uint Number => 25;

    public PinkOutput Call(PinkCall call) => PinkOutput.Of(PinkBytes.EncodeOption(null));
}
