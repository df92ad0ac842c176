using PhatSdk.Devnet.Runtime;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>How the log server names the ways in which a contract runs.</summary>
internal static class ModeNames
{
    public static string Of(ExecutionMode mode) => mode switch
    {
        ExecutionMode.Query => "query",
        ExecutionMode.Estimating => "estimating",
        _ => "transaction",
    };
}
