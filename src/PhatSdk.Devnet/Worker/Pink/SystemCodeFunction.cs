namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>20, <c>import_latest_system_code</c>, as the runtime asks for it: the newest system contract that the chain holds. The runtime itself checks who calls, and stores it.</summary>
internal sealed class SystemCodeFunction : IPinkFunction
{
    public uint Number => 20;

    public PinkOutput Call(PinkCall call) => PinkOutput.Of(call.Run.SystemCode.ToArray());
}
