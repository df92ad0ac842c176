using System.Text.Json;
using PhatSdk.Devnet.Chain;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>Values with proofs that they are in a block's state: <c>state_getReadProof</c> and its like for child tries.</summary>
internal sealed class ReadProofMethods(DevnetChain chain)
{
    public IEnumerable<IRpcMethod> Methods =>
    [
        new RpcMethod("state_getReadProof", WriteProof),
        new RpcMethod("state_getChildReadProof", WriteChildProof),
    ];

    private static ReadOnlySpan<byte> ChildPrefix => ":child_storage:default:"u8;

    private void WriteProof(Utf8JsonWriter writer, RpcArguments arguments)
    {
        byte[][] keys = arguments.ListOfBytes(0, "keys");
        Block block = chain.StateOf(arguments.OptionalHash(1, "hash"));
        Write(writer, block.Hash, block.State.ReadProof(keys));
    }

    private void WriteChildProof(Utf8JsonWriter writer, RpcArguments arguments)
    {
        byte[] child = arguments.Bytes(0, "childStorageKey");
        if (!child.AsSpan().StartsWith(ChildPrefix))
        {
            throw RpcErrorException.Client($"Invalid child storage key: {Hex.Format(child)}");
        }

        byte[][] keys = arguments.ListOfBytes(1, "keys");
        Block block = chain.StateOf(arguments.OptionalHash(2, "hash"));
        Write(writer, block.Hash, block.State.ChildReadProof(child.AsSpan(ChildPrefix.Length), keys));
    }

    private static void Write(Utf8JsonWriter writer, Hash256 at, IReadOnlyList<byte[]> proof)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("at");
        writer.WriteHash(at);
        writer.WriteStartArray("proof");
        foreach (byte[] node in proof)
        {
            writer.WriteHex(node.AsSpan());
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
