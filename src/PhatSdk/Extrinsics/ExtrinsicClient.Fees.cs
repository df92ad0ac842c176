using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Extrinsics.Fees;
using PhatSdk.Metadata.Types;
using PhatSdk.Primitives;
using PhatSdk.Rpc;

namespace PhatSdk.Extrinsics;

public sealed partial class ExtrinsicClient
{
    /// <summary>Asks what a call would cost its signer now. Nothing is signed, and nothing sent to the pool.</summary>
    /// <param name="call">The call.</param>
    /// <param name="signer">Who would sign; it is not asked to.</param>
    /// <param name="options">How it would be signed; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The fee, without the tip.</returns>
    /// <exception cref="RuntimeUpgradedException">The chain was upgraded since the call was made.</exception>
    /// <exception cref="RpcException">A request failed; an <see cref="RpcResponseException"/> also where the chain takes no fees.</exception>
    public async ValueTask<FeeEstimate> EstimateFeeAsync(
        RuntimeCall call, ISigner signer, ExtrinsicOptions? options = null, CancellationToken cancellationToken = default)
    {
        (byte[] extrinsic, Runtime runtime) = await EncodeUnsignedAsync(call, signer, options, cancellationToken).ConfigureAwait(false);
        return await _payments.EstimateAsync(extrinsic, runtime, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks what the fee of a call would be made of now. Nothing is signed, and nothing sent to the pool.</summary>
    /// <returns>The parts of the fee, and the tip.</returns>
    /// <inheritdoc cref="EstimateFeeAsync"/>
    public async ValueTask<FeeDetails> GetFeeDetailsAsync(
        RuntimeCall call, ISigner signer, ExtrinsicOptions? options = null, CancellationToken cancellationToken = default)
    {
        (byte[] extrinsic, _) = await EncodeUnsignedAsync(call, signer, options, cancellationToken).ConfigureAwait(false);
        FeeDetails details = await _payments.DescribeAsync(extrinsic, cancellationToken).ConfigureAwait(false);
        return details with { Tip = options?.Tip ?? 0 };
    }

    /// <summary>Tries a call on the newest state, by the runtime's <c>DryRunApi</c>. Nothing of it stays.</summary>
    /// <param name="call">The call.</param>
    /// <param name="origin">The account that would make it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What it would do.</returns>
    /// <exception cref="NotSupportedException">The runtime cannot try calls.</exception>
    /// <exception cref="RuntimeUpgradedException">The chain was upgraded since the call was made.</exception>
    /// <exception cref="RpcException">A request failed.</exception>
    /// <exception cref="MetadataException">The runtime's answer is not what its metadata says.</exception>
    public async ValueTask<DryRun> DryRunAsync(RuntimeCall call, AccountId origin, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        Runtime runtime = await _chain.GetRuntimeAsync(null, cancellationToken).ConfigureAwait(false);
        ThrowIfOfAnother(call, runtime);
        DryRunReader reader = new(runtime);
        byte[] answer = await _chain.CallRuntimeAsync(DryRunReader.Function, reader.Encode(call, origin), null, cancellationToken).ConfigureAwait(false);
        return reader.Decode(answer);
    }

    private async ValueTask<(byte[] Extrinsic, Runtime Runtime)> EncodeUnsignedAsync(
        RuntimeCall call, ISigner signer, ExtrinsicOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(signer);
        (SigningContext context, ChainMoment moment) = await LookAsync(
            options ?? ExtrinsicOptions.Default, NextNonceOf(signer.AccountId), cancellationToken).ConfigureAwait(false);
        ThrowIfOfAnother(call, moment.Runtime);
        return (EncoderOf(moment.Runtime).EncodeUnsigned(call, signer.AccountId, signer.Scheme, context), moment.Runtime);
    }
}
