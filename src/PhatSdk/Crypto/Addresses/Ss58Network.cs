using System.Diagnostics.CodeAnalysis;

namespace PhatSdk.Crypto.Addresses;

/// <summary>A network that is in the registry of SS58 (<c>paritytech/ss58-registry</c>): the well-known ones whose accounts have 32 bytes, not all.</summary>
/// <param name="Prefix">The prefix of its addresses.</param>
/// <param name="Name">Its name in the registry, such as <c>phala</c>.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="Symbol">The symbol of its token, such as <c>PHA</c>; null where it has none.</param>
/// <param name="Decimals">How many decimal digits a token has: one is 10 to this power of plancks; null where it has none.</param>
public sealed record Ss58Network(Ss58Prefix Prefix, string Name, string DisplayName, string? Symbol, int? Decimals)
{
    /// <summary>The networks known here, by prefix.</summary>
    public static IReadOnlyList<Ss58Network> All { get; } =
    [
        new(new Ss58Prefix(0), "polkadot", "Polkadot", "DOT", 10),
        new(new Ss58Prefix(2), "kusama", "Kusama", "KSM", 12),
        new(new Ss58Prefix(5), "astar", "Astar Network", "ASTR", 18),
        new(new Ss58Prefix(6), "bifrost", "Bifrost", "BNC", 12),
        new(new Ss58Prefix(7), "edgeware", "Edgeware", "EDG", 18),
        new(new Ss58Prefix(8), "karura", "Karura", "KAR", 12),
        new(new Ss58Prefix(10), "acala", "Acala", "ACA", 12),
        new(new Ss58Prefix(12), "polymesh", "Polymesh", "POLYX", 6),
        new(new Ss58Prefix(13), "integritee", "Integritee", "TEER", 12),
        new(new Ss58Prefix(16), "kulupu", "Kulupu", "KLP", 12),
        new(new Ss58Prefix(20), "stafi", "Stafi", "FIS", 12),
        new(new Ss58Prefix(22), "dock-pos-mainnet", "Dock Mainnet", "DCK", 6),
        new(new Ss58Prefix(28), "subsocial", "Subsocial", null, null),
        new(new Ss58Prefix(30), "phala", "Phala Network", "PHA", 12),
        new(new Ss58Prefix(31), "litentry", "Litentry Network", "LIT", 12),
        new(new Ss58Prefix(32), "robonomics", "Robonomics", "XRT", 9),
        new(new Ss58Prefix(36), "centrifuge", "Centrifuge Chain", "CFG", 18),
        new(new Ss58Prefix(37), "nodle", "Nodle Chain", "NODL", 11),
        new(new Ss58Prefix(38), "kilt", "KILT Spiritnet", "KILT", 15),
        new(new Ss58Prefix(41), "polimec", "Polimec Protocol", "PLMC", 10),
        new(new Ss58Prefix(42), "substrate", "Substrate", null, null),
        new(new Ss58Prefix(44), "chainx", "ChainX", "PCX", 8),
        new(new Ss58Prefix(49), "picasso", "Picasso", "PICA", 12),
        new(new Ss58Prefix(50), "composable", "Composable Finance", "LAYR", 12),
        new(new Ss58Prefix(54), "cere", "Cere Network", "CERE", 10),
        new(new Ss58Prefix(55), "xxnetwork", "xx network", "XX", 9),
        new(new Ss58Prefix(56), "pendulum", "Pendulum chain", "PEN", 12),
        new(new Ss58Prefix(57), "amplitude", "Amplitude chain", "AMPE", 12),
        new(new Ss58Prefix(63), "hydradx", "Hydration", "HDX", 12),
        new(new Ss58Prefix(65), "aventus", "Aventus Mainnet", "AVT", 18),
        new(new Ss58Prefix(66), "crust", "Crust Network", "CRU", 12),
        new(new Ss58Prefix(69), "sora", "SORA Network", "XOR", 18),
        new(new Ss58Prefix(73), "zeitgeist", "Zeitgeist", "ZTG", 10),
        new(new Ss58Prefix(77), "manta", "Manta network", "MANTA", 18),
        new(new Ss58Prefix(78), "calamari", "Calamari", "KMA", 12),
        new(new Ss58Prefix(88), "polkadex", "Polkadex Mainnet", "PDEX", 12),
        new(new Ss58Prefix(90), "frequency", "Frequency", "FRQCY", 8),
        new(new Ss58Prefix(101), "origintrail-parachain", "OriginTrail Parachain", "OTP", 12),
        new(new Ss58Prefix(126), "joystream", "Joystream", "JOY", 10),
        new(new Ss58Prefix(131), "litmus", "Litmus Network", "LIT", 12),
        new(new Ss58Prefix(136), "altair", "Altair", "AIR", 18),
        new(new Ss58Prefix(137), "vara", "Vara Network", "VARA", 12),
        new(new Ss58Prefix(172), "parallel", "Parallel", "PARA", 12),
        new(new Ss58Prefix(255), "quartz_mainnet", "QUARTZ by UNIQUE", "QTZ", 18),
        new(new Ss58Prefix(1221), "peaq", "Peaq Network", "PEAQ", 18),
        new(new Ss58Prefix(1222), "krest", "Krest Network", "KREST", 18),
        new(new Ss58Prefix(1328), "ajuna", "Ajuna Network", "AJUN", 12),
        new(new Ss58Prefix(2032), "interlay", "Interlay", "INTR", 10),
        new(new Ss58Prefix(2092), "kintsugi", "Kintsugi", "KINT", 12),
        new(new Ss58Prefix(2106), "bitgreen", "Bitgreen", "BBB", 18),
        new(new Ss58Prefix(2112), "chainflip", "Chainflip", "FLIP", 18),
        new(new Ss58Prefix(5234), "humanode", "Humanode Network", "HMND", 18),
        new(new Ss58Prefix(5845), "tangle", "Tangle Network", "TNT", 18),
        new(new Ss58Prefix(6094), "autonomys", "Autonomys", "AI3", 18),
        new(new Ss58Prefix(7391), "unique_mainnet", "Unique Network", "UNQ", 18),
        new(new Ss58Prefix(10041), "basilisk", "Basilisk", "BSX", 12),
        new(new Ss58Prefix(11331), "cess", "CESS", "CESS", 18),
        new(new Ss58Prefix(13116), "bittensor", "Bittensor", "TAO", 9),
    ];

    /// <summary>Finds the network of a prefix.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <param name="network">The network.</param>
    /// <returns>Whether it is one of those known here.</returns>
    public static bool TryFind(Ss58Prefix prefix, [NotNullWhen(true)] out Ss58Network? network)
    {
        network = All.FirstOrDefault(candidate => candidate.Prefix == prefix);
        return network is not null;
    }

    /// <summary>Finds a network by its name in the registry.</summary>
    /// <param name="name">The name; its case does not matter.</param>
    /// <param name="network">The network.</param>
    /// <returns>Whether it is one of those known here.</returns>
    public static bool TryFind(string name, [NotNullWhen(true)] out Ss58Network? network)
    {
        network = All.FirstOrDefault(candidate => string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase));
        return network is not null;
    }

    /// <summary>The name for people, and the prefix.</summary>
    /// <returns>Text such as <c>Phala Network (30)</c>.</returns>
    public override string ToString() => $"{DisplayName} ({Prefix})";
}
