using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>What a chain is called and how its tokens are written: <c>chainSpec_v1_*</c> (paritytech/json-rpc-interface-spec).</summary>
internal sealed class ChainSpecMethods(DevnetChain chain)
{
    public IEnumerable<IRpcMethod> Methods =>
    [
        new RpcMethod("chainSpec_v1_chainName", static (writer, _) => writer.WriteStringValue(SystemMethods.ChainName)),
        new RpcMethod("chainSpec_v1_genesisHash", (writer, _) => writer.WriteHash(chain.Genesis.Hash)),
        new RpcMethod("chainSpec_v1_properties", SystemMethods.WriteProperties),
    ];
}
