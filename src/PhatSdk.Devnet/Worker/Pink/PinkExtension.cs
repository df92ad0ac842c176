using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.Wasm.Host;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>The Pink extension for one query or transaction.</summary>
internal sealed class PinkExtension : IPinkHost
{
    private const uint LogNumber = 10;
    private const byte ErrorLevel = 1;

    private readonly PinkFunctions _functions;
    private readonly ContractRun _run;

    public PinkExtension(PinkFunctions functions, ContractRun run)
    {
        _functions = functions;
        _run = run;
    }

    public PinkAnswer Call(uint function, uint mode, AccountId contract, ReadOnlyMemory<byte> input)
    {
        if (_functions.Find(function) is not IPinkFunction found)
        {
            return PinkAnswer.Unknown;
        }

        PinkCall call = new(_run, (ExecutionMode)mode, contract, input);
        try
        {
            PinkOutput output = found.Call(call);
            return PinkAnswer.Done(output.Status, output.Bytes);
        }
        catch (Exception exception) when (exception is PinkTrapException or ScaleException)
        {
            Tell(call, exception.Message);
            return PinkAnswer.Trap(exception.Message);
        }
    }

    // The runtime answers a trap with an error that has no text; the reason is in the cluster's log.
    private void Tell(PinkCall call, string reason)
    {
        byte[] said = ScaleCodec.Encode(reason, static (ref writer, text) =>
        {
            writer.WriteByte(ErrorLevel);
            writer.WriteString(text);
        });
        _functions.Find(LogNumber)?.Call(call with { Input = said });
    }
}
