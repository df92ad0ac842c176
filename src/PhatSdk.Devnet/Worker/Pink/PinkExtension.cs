using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.Wasm.Host;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>The Pink extension for one query or transaction.</summary>
internal sealed class PinkExtension : IPinkHost
{
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

        try
        {
            PinkOutput output = found.Call(new PinkCall(_run, (ExecutionMode)mode, contract, input));
            return PinkAnswer.Done(output.Status, output.Bytes);
        }
        catch (PinkTrapException exception)
        {
            return PinkAnswer.Trap(exception.Message);
        }
        catch (ScaleException exception)
        {
            return PinkAnswer.Trap(exception.Message);
        }
    }
}
