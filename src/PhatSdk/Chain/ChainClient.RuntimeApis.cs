using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Scale;

namespace PhatSdk.Chain;

public sealed partial class ChainClient
{
    /// <summary>Calls a function of the runtime; changes are dropped.</summary>
    /// <param name="function">The function, its API's name before it: <c>ContractsApi_call</c>.</param>
    /// <param name="arguments">The encoded arguments, one after the other.</param>
    /// <param name="at">The block on whose state it runs; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The encoded result.</returns>
    /// <exception cref="RpcException">The request failed; an <see cref="RpcResponseException"/> also where the runtime has no such function, or trapped.</exception>
    public ValueTask<byte[]> CallRuntimeAsync(
        string function, ReadOnlyMemory<byte> arguments, Hash256? at = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(function);
        return _backend.CallAsync(function, arguments, at, cancellationToken);
    }

    /// <summary>Calls a function of the runtime by names; changes are dropped.</summary>
    /// <param name="api">The API's name: <c>AccountNonceApi</c>.</param>
    /// <param name="method">The function's name: <c>account_nonce</c>.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="at">The block on whose state it runs; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The result.</returns>
    /// <exception cref="MetadataException">
    /// The runtime has no such function; or its metadata is V14, which tells of no APIs, and the function is not one that each chain has.
    /// </exception>
    /// <exception cref="ArgumentException">There are not as many arguments as the function has parameters, or one is no value of its type.</exception>
    /// <exception cref="RpcException">A request failed; an <see cref="RpcResponseException"/> also where the runtime trapped.</exception>
    /// <exception cref="ScaleException">The result is not what the metadata says.</exception>
    public async ValueTask<ScaleValue> CallRuntimeAsync(
        string api, string method, IReadOnlyList<ScaleValue> arguments, Hash256? at = null, CancellationToken cancellationToken = default)
    {
        (RuntimeFunction function, byte[] result) = await CallByNameAsync(api, method, arguments, at, cancellationToken).ConfigureAwait(false);
        return function.Decode(result);
    }

    /// <summary>Calls a function of the runtime by names, for a result of a type; changes are dropped.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="api">The API's name: <c>AccountNonceApi</c>.</param>
    /// <param name="method">The function's name: <c>account_nonce</c>.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="decode">Decodes the result.</param>
    /// <param name="at">The block on whose state it runs; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The result.</returns>
    /// <exception cref="MetadataException">
    /// The runtime has no such function; or its metadata is V14, which tells of no APIs, and the function is not one that each chain has.
    /// </exception>
    /// <exception cref="ArgumentException">There are not as many arguments as the function has parameters, or one is no value of its type.</exception>
    /// <exception cref="RpcException">A request failed; an <see cref="RpcResponseException"/> also where the runtime trapped.</exception>
    /// <exception cref="ScaleException">The result is not of that type.</exception>
    public async ValueTask<T> CallRuntimeAsync<T>(
        string api,
        string method,
        IReadOnlyList<ScaleValue> arguments,
        ScaleDecoder<T> decode,
        Hash256? at = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(decode);
        (_, byte[] result) = await CallByNameAsync(api, method, arguments, at, cancellationToken).ConfigureAwait(false);
        return ScaleCodec.Decode(result, decode);
    }

    // The runtime that is known is asked while it is looked up whether it is still in force: an upgrade costs one more call, its absence nothing.
    private async ValueTask<(RuntimeFunction Function, byte[] Result)> CallByNameAsync(
        string api, string method, IReadOnlyList<ScaleValue> arguments, Hash256? at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        Hash256 block = at ?? await _backend.GetBestHashAsync(cancellationToken).ConfigureAwait(false);
        Runtime known = Runtime;
        Task<Runtime> looking = GetRuntimeAsync(block, cancellationToken).AsTask();
        if (TryEncode(known, api, method, arguments) is { } guessed)
        {
            Task<byte[]> calling = CallRuntimeAsync(guessed.Function.Name, guessed.Arguments, block, cancellationToken).AsTask();
            await Task.WhenAll(looking, calling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if ((await looking.ConfigureAwait(false)).SpecVersion == known.SpecVersion)
            {
                return (guessed.Function, await calling.ConfigureAwait(false));
            }
        }

        RuntimeFunction function = RuntimeFunction.Find(await looking.ConfigureAwait(false), api, method);
        return (function, await CallRuntimeAsync(function.Name, function.Encode(arguments), block, cancellationToken).ConfigureAwait(false));
    }

    private static (RuntimeFunction Function, byte[] Arguments)? TryEncode(Runtime runtime, string api, string method, IReadOnlyList<ScaleValue> arguments)
    {
        try
        {
            RuntimeFunction function = RuntimeFunction.Find(runtime, api, method);
            return (function, function.Encode(arguments));
        }
        catch (Exception exception) when (exception is MetadataException or ArgumentException)
        {
            // Whether that is so, the runtime in force tells.
            return null;
        }
    }
}
