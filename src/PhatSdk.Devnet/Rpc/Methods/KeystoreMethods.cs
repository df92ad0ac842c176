using System.Text;
using System.Text.Json;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>
/// The keys that a node's operator gives it: <c>author_insertKey</c> and what asks for them (<c>sc-rpc</c>, author). The devnet signs nothing
/// with them: it remembers which there are, and no secret.
/// </summary>
internal sealed class KeystoreMethods(DevnetChain chain)
{
    private const int KeyTypeSize = 4;
    private const int MostKeys = 1024;
    private const int MostKeySize = 128;

    private readonly Lock _gate = new();
    private readonly HashSet<(string KeyType, string PublicKey)> _keys = [];

    public IEnumerable<IRpcMethod> Methods =>
    [
        new RpcMethod("author_insertKey", Insert),
        new RpcMethod("author_hasKey", (writer, arguments) => writer.WriteBooleanValue(Has(KeyType(arguments, 1), PublicKey(arguments, 0)))),
        new RpcMethod("author_rotateKeys", Rotate),
        new RpcMethod("author_hasSessionKeys", WriteHasSessionKeys),
    ];

    private static string KeyType(RpcArguments arguments, int index)
    {
        string text = arguments.Text(index, "keyType");
        return Encoding.UTF8.GetByteCount(text) == KeyTypeSize ? text : throw RpcErrorException.Author("Invalid key type ID format (should be of length four)");
    }

    private static string PublicKey(RpcArguments arguments, int index)
    {
        byte[] key = arguments.Bytes(index, "publicKey");
        return key.Length <= MostKeySize ? Hex.Format(key) : throw RpcErrorException.InvalidParams($"publicKey: {key.Length} bytes are more than {MostKeySize}");
    }

    private void Insert(Utf8JsonWriter writer, RpcArguments arguments)
    {
        string keyType = KeyType(arguments, 0);
        _ = arguments.Text(1, "suri");
        string publicKey = PublicKey(arguments, 2);
        lock (_gate)
        {
            if (_keys.Count >= MostKeys && !_keys.Contains((keyType, publicKey)))
            {
                throw RpcErrorException.Author("The key store is unavailable");
            }

            _keys.Add((keyType, publicKey));
        }

        writer.WriteNullValue();
    }

    private bool Has(string keyType, string publicKey)
    {
        lock (_gate)
        {
            return _keys.Contains((keyType, publicKey));
        }
    }

    private void Rotate(Utf8JsonWriter writer, RpcArguments arguments)
    {
        // No seed.
        ScaleReader reader = new(Call("SessionKeys_generate_session_keys", [0], arguments.CancellationToken));
        writer.WriteHex(reader.ReadBytes());
    }

    private void WriteHasSessionKeys(Utf8JsonWriter writer, RpcArguments arguments)
    {
        byte[] keys = arguments.Bytes(0, "sessionKeys");
        byte[] encoded = ScaleCodec.Encode(keys, static (ref w, bytes) => w.WriteBytes(bytes));
        ScaleReader reader = new(Call("SessionKeys_decode_session_keys", encoded, arguments.CancellationToken));
        if (!reader.ReadOptionTag())
        {
            throw RpcErrorException.Author("Session keys are not encoded correctly");
        }

        bool hasAll = true;
        for (int remaining = reader.ReadLength(1 + KeyTypeSize); remaining > 0; remaining--)
        {
            string publicKey = Hex.Format(reader.ReadBytes());
            hasAll &= Has(Encoding.UTF8.GetString(reader.ReadRaw(KeyTypeSize)), publicKey);
        }

        writer.WriteBooleanValue(hasAll);
    }

    private byte[] Call(string method, ReadOnlySpan<byte> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return chain.Runtime.Call(chain.Best.State, method, arguments, cancellationToken);
        }
        catch (RuntimeTrapException trap)
        {
            throw RpcErrorException.Author($"Client error: {trap.Message}", trap);
        }
    }
}
