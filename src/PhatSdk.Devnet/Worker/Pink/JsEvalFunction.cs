using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>24, <c>js_eval</c>: answers as a worker without a JavaScript runtime does.</summary>
internal sealed class JsEvalFunction : IPinkFunction
{
    private const byte Exception = 5;

    public uint Number => 24;

    public PinkOutput Call(PinkCall call)
    {
        string reason = call.IsQuery ? "No js runtime" : "Js evaluation is not supported in transaction";
        return PinkOutput.Of(ScaleCodec.Encode(reason, static (ref writer, reason) =>
        {
            writer.WriteByte(Exception);
            writer.WriteString(reason);
        }));
    }
}
