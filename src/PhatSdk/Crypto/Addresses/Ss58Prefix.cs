using System.Globalization;

namespace PhatSdk.Crypto.Addresses;

/// <summary>The network that an SS58 address is for, as the registry of the SS58 format numbers them: 0 to 16,383.</summary>
/// <param name="Value">The number.</param>
public readonly record struct Ss58Prefix(ushort Value)
{
    /// <summary>The greatest number that an address can hold.</summary>
    public const ushort MaximumValue = 16_383;

    /// <summary>Polkadot: 0.</summary>
    public static Ss58Prefix Polkadot => new(0);

    /// <summary>Kusama: 2.</summary>
    public static Ss58Prefix Kusama => new(2);

    /// <summary>Phala: 30.</summary>
    public static Ss58Prefix Phala => new(30);

    /// <summary>Any Substrate chain, development chains among them: 42.</summary>
    public static Ss58Prefix Substrate => new(42);

    /// <summary>The number in decimal digits.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
