using System.Text.Json;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>A method that answers once.</summary>
internal sealed class RpcMethod : IRpcMethod
{
    private readonly Func<RpcArguments, ValueTask<ReadOnlyMemory<byte>>> _invoke;

    /// <summary>Creates a method that waits for something.</summary>
    public RpcMethod(string name, Func<RpcArguments, ValueTask<ReadOnlyMemory<byte>>> invoke)
    {
        Names = [name];
        _invoke = invoke;
    }

    /// <summary>Creates a method that writes its result at once.</summary>
    /// <param name="names">Its name, then others that clients know it by.</param>
    /// <param name="write">Writes the result.</param>
    public RpcMethod(IReadOnlyList<string> names, Action<Utf8JsonWriter, RpcArguments> write)
    {
        Names = names;
        _invoke = arguments => ValueTask.FromResult(RpcJson.Write(arguments, write));
    }

    /// <inheritdoc cref="RpcMethod(IReadOnlyList{string}, Action{Utf8JsonWriter, RpcArguments})"/>
    public RpcMethod(string name, Action<Utf8JsonWriter, RpcArguments> write)
        : this([name], write)
    {
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public async ValueTask<RpcReply> InvokeAsync(RpcArguments arguments, RpcSession session) =>
        new(await _invoke(arguments).ConfigureAwait(false));
}
