using Microsoft.Extensions.Logging;
using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Extrinsics.Fees;
using PhatSdk.Extrinsics.Following;
using PhatSdk.Extrinsics.Nonces;
using PhatSdk.Primitives;
using PhatSdk.Rpc;

namespace PhatSdk.Extrinsics;

/// <summary>Signs extrinsics, submits them and follows them into a block. May be used by several threads at once.</summary>
/// <remarks>
/// An extrinsic is sent once, whatever happens. Where the wire breaks meanwhile, it is looked for by its hash in the node's pool and in the blocks. The submissions
/// of one account go one after the other, so that those of one client get nonces without gaps; where several clients submit for one account at the same time, one of
/// them may be refused, and the next is right again.
/// </remarks>
public sealed partial class ExtrinsicClient
{
    private readonly ChainClient _chain;
    private readonly SignedExtensions? _extensions;
    private readonly AccountGate _gate;
    private readonly ChainMoments _moments;
    private readonly ExtrinsicSubmitter _submitter;
    private readonly ReceiptReader _receipts;
    private readonly PaymentReader _payments;
    private readonly ILogger _logger;
    private volatile EncoderOfRuntime _encoder;

    /// <summary>Creates a client.</summary>
    /// <param name="chain">The chain. It stays its owner's.</param>
    /// <param name="extensions">The signed extensions that can be written; null for <see cref="SignedExtensions.Default"/>.</param>
    /// <exception cref="UnknownSignedExtensionException">The runtime asks for an extension with content that is not among them.</exception>
    /// <exception cref="NotSupportedException">The runtime takes extrinsics neither of version 4 nor of version 5.</exception>
    public ExtrinsicClient(ChainClient chain, SignedExtensions? extensions = null)
    {
        ArgumentNullException.ThrowIfNull(chain);
        _chain = chain;
        _extensions = extensions;
        _encoder = new EncoderOfRuntime(chain.Runtime, new ExtrinsicEncoder(chain.Metadata, extensions));
        _gate = new AccountGate(new NonceReader(chain));
        _moments = new ChainMoments(chain);
        _submitter = new ExtrinsicSubmitter(chain);
        _receipts = new ReceiptReader(chain);
        _payments = new PaymentReader(chain);
        _logger = chain.LoggerFactory.CreateLogger<ExtrinsicClient>();
    }

    /// <summary>Submits a call and waits until it is in a block.</summary>
    /// <param name="call">The call.</param>
    /// <param name="signer">Who signs and pays.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait; what was sent stays sent.</param>
    /// <returns>What it did.</returns>
    /// <exception cref="InvalidTransactionException">The node refused it.</exception>
    /// <exception cref="RuntimeUpgradedException">The chain was upgraded since the call was made.</exception>
    /// <exception cref="ExtrinsicLostException">The node took it, and gave it up.</exception>
    /// <exception cref="DispatchException">It is in a block, and its call failed, or one within its call.</exception>
    /// <exception cref="RpcException">A request failed, or the wire broke and did not come back; after the submission, what became of it is not known.</exception>
    public async ValueTask<ExtrinsicReceipt> SubmitAsync(
        RuntimeCall call, ISigner signer, ExtrinsicOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return await SubmitAsync(_ => call, signer, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Submits a call that is made for the runtime that the chain has now, also where it was just upgraded, and waits until it is in a block.</summary>
    /// <param name="makeCall">Makes the call, by the runtime's metadata.</param>
    /// <param name="signer">Who signs and pays.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait; what was sent stays sent.</param>
    /// <inheritdoc cref="SubmitAsync(RuntimeCall, ISigner, ExtrinsicOptions?, CancellationToken)"/>
    public async ValueTask<ExtrinsicReceipt> SubmitAsync(
        Func<Runtime, RuntimeCall> makeCall, ISigner signer, ExtrinsicOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= ExtrinsicOptions.Default;
        ExtrinsicTracker tracker = await SubmitAndTrackAsync(makeCall, signer, options, cancellationToken).ConfigureAwait(false);
        await using (tracker.ConfigureAwait(false))
        {
            return options.WaitForFinalization
                ? await tracker.WaitForFinalizationAsync(cancellationToken).ConfigureAwait(false)
                : await tracker.WaitForBlockAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Submits a call, and returns when it is in the node's pool.</summary>
    /// <param name="call">The call.</param>
    /// <param name="signer">Who signs and pays.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait; what was sent stays sent.</param>
    /// <returns>Follows it; dispose of it.</returns>
    /// <exception cref="InvalidTransactionException">The node refused it.</exception>
    /// <exception cref="RuntimeUpgradedException">The chain was upgraded since the call was made.</exception>
    /// <exception cref="RpcException">A request failed, or the wire broke and did not come back; after the submission, what became of it is not known.</exception>
    public ValueTask<ExtrinsicTracker> SubmitAndTrackAsync(
        RuntimeCall call, ISigner signer, ExtrinsicOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return SubmitAndTrackAsync(_ => call, signer, options, cancellationToken);
    }

    /// <summary>Submits a call that is made for the runtime that the chain has now, also where it was just upgraded, and returns when it is in the node's pool.</summary>
    /// <param name="makeCall">Makes the call, by the runtime's metadata.</param>
    /// <param name="signer">Who signs and pays.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait; what was sent stays sent.</param>
    /// <inheritdoc cref="SubmitAndTrackAsync(RuntimeCall, ISigner, ExtrinsicOptions?, CancellationToken)"/>
    public async ValueTask<ExtrinsicTracker> SubmitAndTrackAsync(
        Func<Runtime, RuntimeCall> makeCall, ISigner signer, ExtrinsicOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(makeCall);
        ArgumentNullException.ThrowIfNull(signer);
        options ??= ExtrinsicOptions.Default;
        AccountId account = signer.AccountId;
        using AccountTurn turn = await _gate.EnterAsync(account, cancellationToken).ConfigureAwait(false);
        bool isSent = false;
        try
        {
            (SigningContext context, ChainMoment moment) = await LookAsync(options, turn.NextAsync, cancellationToken).ConfigureAwait(false);
            RuntimeCall call = makeCall(moment.Runtime);
            ThrowIfOfAnother(call, moment.Runtime);
            SignedExtrinsic extrinsic = await SignAsync(call, signer, context, moment, cancellationToken).ConfigureAwait(false);
            ExtrinsicLog.Sending(_logger, call.ToString(), account, context.Nonce, extrinsic.Hash);
            isSent = true;
            ExtrinsicTracker tracker = await SendAsync(extrinsic, moment, cancellationToken).ConfigureAwait(false);
            turn.Took(context.Nonce);
            isSent = false;
            return tracker;
        }
        finally
        {
            if (isSent || options.Nonce is not null)
            {
                turn.Doubt();
            }
        }
    }

    /// <summary>Submits an extrinsic that was signed before, here or elsewhere, and returns when it is in the node's pool.</summary>
    /// <param name="extrinsic">The extrinsic.</param>
    /// <param name="cancellationToken">Ends the wait; what was sent stays sent.</param>
    /// <returns>Follows it; dispose of it.</returns>
    /// <exception cref="InvalidTransactionException">The node refused it.</exception>
    /// <exception cref="RuntimeUpgradedException">The chain was upgraded since it was signed.</exception>
    /// <exception cref="RpcException">A request failed, or the wire broke and did not come back; after the submission, what became of it is not known.</exception>
    public async ValueTask<ExtrinsicTracker> SubmitAndTrackAsync(SignedExtrinsic extrinsic, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(extrinsic);
        ChainMoment moment = await _moments.GetAsync(extrinsic.Era.Period, cancellationToken).ConfigureAwait(false);
        if (extrinsic.SpecVersion is { } version && version != moment.Runtime.SpecVersion)
        {
            throw new RuntimeUpgradedException(extrinsic.Call, version, moment.Runtime.SpecVersion);
        }

        try
        {
            return await SendAsync(extrinsic, moment, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (extrinsic.Account is { } account)
            {
                _gate.Doubt(account);
            }
        }
    }

    private async ValueTask<ExtrinsicTracker> SendAsync(SignedExtrinsic extrinsic, ChainMoment moment, CancellationToken cancellationToken)
    {
        ExtrinsicTrace trace = extrinsic.TraceFrom(moment.Final.Number);
        IStatusSource statuses;
        try
        {
            statuses = await _submitter.SubmitAsync(extrinsic.Encoded, trace, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidTransactionException refusal)
        {
            ExtrinsicLog.Refused(_logger, extrinsic.Hash, refusal.Reason);
            await ThrowIfUpgradedAsync(extrinsic.Call, moment.Runtime, refusal, cancellationToken).ConfigureAwait(false);
            throw;
        }
        catch (RpcConnectionException exception)
        {
            // Before anything else is done for the account: the next nonce hangs on it.
            ExtrinsicLog.Cut(_logger, extrinsic.Hash, exception);
            BlockStatuses blocks = new(_chain, trace);
            await blocks.LookAsync(cancellationToken).ConfigureAwait(false);
            if (extrinsic.Account is { } sender)
            {
                _gate.Doubt(sender);
            }

            statuses = blocks;
        }

        Action onLost = extrinsic.Account is { } account ? () => _gate.Doubt(account) : static () => { };
        return new ExtrinsicTracker(_chain, statuses, trace, _receipts, extrinsic.Call, onLost, _logger);
    }

    private async ValueTask ThrowIfUpgradedAsync(string? call, Runtime runtime, Exception refusal, CancellationToken cancellationToken)
    {
        _moments.Forget();
        Runtime current = await _chain.GetRuntimeAsync(null, cancellationToken).ConfigureAwait(false);
        if (current.SpecVersion != runtime.SpecVersion)
        {
            throw new RuntimeUpgradedException(call, runtime.SpecVersion, current.SpecVersion, refusal);
        }
    }

    private ExtrinsicEncoder EncoderOf(Runtime runtime)
    {
        EncoderOfRuntime encoder = _encoder;
        if (!ReferenceEquals(encoder.Runtime, runtime))
        {
            _encoder = encoder = new EncoderOfRuntime(runtime, new ExtrinsicEncoder(runtime.Metadata, _extensions));
        }

        return encoder.Encoder;
    }

    private sealed record EncoderOfRuntime(Runtime Runtime, ExtrinsicEncoder Encoder);
}
