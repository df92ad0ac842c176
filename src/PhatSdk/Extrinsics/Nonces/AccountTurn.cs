namespace PhatSdk.Extrinsics.Nonces;

/// <summary>An account's turn; ends when disposed of.</summary>
internal readonly struct AccountTurn(AccountNonces nonces, bool isCrowded) : IDisposable
{
    /// <summary>The nonce to use.</summary>
    public ValueTask<uint> NextAsync(CancellationToken cancellationToken) => nonces.NextAsync(isCrowded, cancellationToken);

    /// <summary>The node has the extrinsic with this nonce.</summary>
    public void Took(uint nonce) => nonces.Took(nonce);

    /// <summary>Whether the node has it is not known, or it has not.</summary>
    public void Doubt() => nonces.Doubt();

    public void Dispose() => nonces.Gate.Release();
}
