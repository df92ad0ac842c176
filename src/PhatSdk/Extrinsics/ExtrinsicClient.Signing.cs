using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Rpc;

namespace PhatSdk.Extrinsics;

public sealed partial class ExtrinsicClient
{
    /// <summary>Gathers what an extrinsic of an account is signed for now: its next nonce, the newest final block, the runtime.</summary>
    /// <param name="account">The account.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What <see cref="ExtrinsicEncoder"/> needs to sign it without a node.</returns>
    /// <exception cref="RpcException">A request failed.</exception>
    public async ValueTask<SigningContext> CreateContextAsync(
        AccountId account, ExtrinsicOptions? options = null, CancellationToken cancellationToken = default)
    {
        (SigningContext context, _) = await LookAsync(options ?? ExtrinsicOptions.Default, NextNonceOf(account), cancellationToken).ConfigureAwait(false);
        return context;
    }

    /// <summary>Signs a call, and does not send it. Its nonce is the next that nobody uses, unless the options say one.</summary>
    /// <param name="call">The call.</param>
    /// <param name="signer">Who signs and will pay.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The extrinsic, for <see cref="SubmitAndTrackAsync(SignedExtrinsic, CancellationToken)"/>.</returns>
    /// <exception cref="RuntimeUpgradedException">The chain was upgraded since the call was made.</exception>
    /// <exception cref="RpcException">A request failed.</exception>
    public async ValueTask<SignedExtrinsic> SignAsync(
        RuntimeCall call, ISigner signer, ExtrinsicOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(signer);
        (SigningContext context, ChainMoment moment) = await LookAsync(
            options ?? ExtrinsicOptions.Default, NextNonceOf(signer.AccountId), cancellationToken).ConfigureAwait(false);
        ThrowIfOfAnother(call, moment.Runtime);
        return await SignAsync(call, signer, context, moment, cancellationToken).ConfigureAwait(false);
    }

    // Asks for all at the same time.
    private async ValueTask<(SigningContext Context, ChainMoment Moment)> LookAsync(
        ExtrinsicOptions options, Func<CancellationToken, ValueTask<uint>> nextNonce, CancellationToken cancellationToken)
    {
        ValueTask<ChainMoment> looking = _moments.GetAsync(options.MortalityPeriod, cancellationToken);
        uint nonce = options.Nonce ?? await nextNonce(cancellationToken).ConfigureAwait(false);
        ChainMoment moment = await looking.ConfigureAwait(false);
        SigningContext context = new()
        {
            GenesisHash = _chain.GenesisHash,
            SpecVersion = moment.Runtime.SpecVersion,
            TransactionVersion = moment.Runtime.Version.TransactionVersion,
            Nonce = nonce,
            Tip = options.Tip,
            FeeAsset = options.FeeAsset,
            MetadataHash = options.MetadataHash,
        };
        if (options.MortalityPeriod > 0)
        {
            Era era = Era.Mortal(options.MortalityPeriod, moment.Final.Number);
            context = context with { Era = era, EraBlockHash = await _moments.BirthOfAsync(era, moment, cancellationToken).ConfigureAwait(false) };
        }

        return (context, moment);
    }

    private async ValueTask<SignedExtrinsic> SignAsync(
        RuntimeCall call, ISigner signer, SigningContext context, ChainMoment moment, CancellationToken cancellationToken)
    {
        byte[] encoded = await EncoderOf(moment.Runtime).SignAsync(call, signer, context, cancellationToken).ConfigureAwait(false);
        return SignedExtrinsic.Create(encoded, call, signer.AccountId, context, moment.Final.Number);
    }

    private Func<CancellationToken, ValueTask<uint>> NextNonceOf(AccountId account) => async cancellationToken =>
    {
        using Nonces.AccountTurn turn = await _gate.EnterAsync(account, cancellationToken).ConfigureAwait(false);
        return await turn.NextAsync(cancellationToken).ConfigureAwait(false);
    };

    // Indices of pallets and calls may have moved: the same bytes may be another call.
    private static void ThrowIfOfAnother(RuntimeCall call, Runtime runtime)
    {
        if (call.Metadata is { } metadata
            && !ReferenceEquals(metadata, runtime.Metadata)
            && SpecVersionOf(metadata) is { } version
            && version != runtime.SpecVersion)
        {
            throw new RuntimeUpgradedException(call.Name, version, runtime.SpecVersion);
        }
    }

    private static uint? SpecVersionOf(RuntimeMetadata metadata)
    {
        if (!metadata.TryGetPallet("System", out PalletMetadata? system)
            || system.Constants.FirstOrDefault(static constant => constant.Name == "Version") is not { } constant)
        {
            return null;
        }

        ScaleValue version = DynamicCodec.Decode(constant.Value.Span, metadata.Types, constant.TypeId);
        return version.TryGet("spec_version", out ScaleValue? spec) ? spec.AsUInt32() : null;
    }
}
