using PhatSdk.Fuzz.Targets;

namespace PhatSdk.Fuzz;

/// <summary>All targets.</summary>
internal static class FuzzTargets
{
    private static readonly Dictionary<string, Func<string, FuzzTarget>> All = new()
    {
        ["scale"] = ScaleTarget.Create,
        ["runtime-metadata"] = RuntimeMetadataTarget.Create,
        ["dynamic-chain"] = DynamicCodecTarget.CreateForChain,
        ["dynamic-zoo"] = DynamicCodecTarget.CreateForZoo,
        ["events"] = ChainTargets.CreateForEvents,
        ["extrinsics"] = ChainTargets.CreateForExtrinsics,
        ["chain"] = ChainTargets.CreateForStructs,
        ["metadata-digest"] = ChainTargets.CreateForDigests,
        ["ink-metadata"] = InkTargets.CreateForMetadata,
        ["bundle"] = InkTargets.CreateForBundle,
        ["storage-layout"] = StorageTargets.CreateForLayouts,
        ["storage-cell"] = StorageTargets.CreateForCells,
        ["value-text"] = ValueTargets.CreateForText,
        ["value-json"] = ValueTargets.CreateForJson,
        ["primitives"] = TextTargets.CreateForPrimitives,
        ["ss58"] = TextTargets.CreateForAddresses,
        ["secret-uri"] = TextTargets.CreateForSecretUris,
        ["mnemonic"] = TextTargets.CreateForMnemonics,
        ["keystore"] = KeyTargets.CreateForKeystores,
        ["key-path"] = KeyTargets.CreateForPaths,
        ["typed-data"] = KeyTargets.CreateForTypedData,
        ["word-list"] = KeyTargets.CreateForWordLists,
        ["phat-messages"] = PhatTargets.CreateForMessages,
        ["pruntime"] = PhatTargets.CreateForPruntime,
        ["rpc"] = RpcTarget.Create,
        ["rpc-answers"] = RpcAnswerTarget.Create,
    };

    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <summary>The target of a name, or all.</summary>
    public static IEnumerable<FuzzTarget> Create(string name) =>
        name == "all" ? All.Select(pair => pair.Value(pair.Key)) : [All[name](name)];
}
