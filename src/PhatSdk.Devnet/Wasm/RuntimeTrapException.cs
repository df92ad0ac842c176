using Wasmtime;

namespace PhatSdk.Devnet.Wasm;

/// <summary>A runtime did not finish a call: it panicked, ran out of memory or of time, or asked for what there is not.</summary>
internal sealed class RuntimeTrapException : PhatSdkException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="method">The runtime's method.</param>
    /// <param name="reason">The panic's message, or what else went wrong.</param>
    /// <param name="code">The trap's kind, where there was one.</param>
    /// <param name="innerException">What Wasmtime said.</param>
    internal RuntimeTrapException(string method, string reason, TrapCode code = TrapCode.Undefined, Exception? innerException = null)
        : base($"{method}: {reason}", innerException)
    {
        Method = method;
        Reason = reason;
        Code = code;
    }

    /// <summary>The runtime's method.</summary>
    internal string Method { get; }

    /// <summary>The panic's message, or what else went wrong.</summary>
    internal string Reason { get; }

    /// <summary>The trap's kind.</summary>
    internal TrapCode Code { get; }
}
