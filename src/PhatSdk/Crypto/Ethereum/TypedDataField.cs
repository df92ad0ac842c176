namespace PhatSdk.Crypto.Ethereum;

/// <summary>A member of a struct of typed data (EIP-712).</summary>
/// <param name="Name">Its name: letters, digits, <c>_</c>, <c>$</c>, <c>:</c> and <c>.</c>, no digit first.</param>
/// <param name="Type">
/// Its type: <c>string</c>, <c>bytes</c>, <c>bool</c>, <c>address</c>, <c>uint8</c> to <c>uint256</c>, <c>int8</c> to <c>int256</c>, <c>bytes1</c> to <c>bytes32</c>, a struct's name,
/// or one of these and <c>[]</c> or <c>[3]</c>, as often as wanted. The short forms <c>uint</c> and <c>int</c> are none of the standard.
/// </param>
public sealed record TypedDataField(string Name, string Type);
