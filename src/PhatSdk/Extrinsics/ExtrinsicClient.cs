using Microsoft.Extensions.Logging;
using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Extrinsics;

/// <summary>Signs extrinsics, submits them and follows them into a block. May be used by several threads at once.</summary>
/// <remarks>
/// An extrinsic is submitted once, whatever happens. The submissions of one account go one after the other, so that those of one client get nonces
/// without gaps; where several clients submit for one account, one of them may be refused.
/// </remarks>
public sealed class ExtrinsicClient
{
    private readonly ChainClient _chain;
    private readonly ExtrinsicEncoder _encoder;
    private readonly AuthorRpc _author;
    private readonly NonceReader _nonces;
    private readonly ReceiptReader _receipts;
    private readonly AccountGate _gate = new();
    private readonly ILogger _logger;

    /// <summary>Creates a client.</summary>
    /// <param name="chain">The chain. It stays its owner's.</param>
    /// <param name="extensions">The signed extensions that can be written; null for <see cref="SignedExtensions.Default"/>.</param>
    /// <exception cref="UnknownSignedExtensionException">The runtime asks for an extension with content that is not among them.</exception>
    /// <exception cref="NotSupportedException">The runtime takes no extrinsics of version 4.</exception>
    public ExtrinsicClient(ChainClient chain, SignedExtensions? extensions = null)
    {
        ArgumentNullException.ThrowIfNull(chain);
        _chain = chain;
        _encoder = new ExtrinsicEncoder(chain.Metadata, extensions);
        _author = new AuthorRpc(chain.Rpc);
        _nonces = new NonceReader(chain);
        _receipts = new ReceiptReader(chain);
        _logger = chain.LoggerFactory.CreateLogger<ExtrinsicClient>();
    }

    /// <summary>Submits a call and waits until it is in a block.</summary>
    /// <param name="call">The call.</param>
    /// <param name="signer">Who signs and pays.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait; what was sent stays sent.</param>
    /// <returns>What it did.</returns>
    /// <exception cref="InvalidTransactionException">The node refused it.</exception>
    /// <exception cref="ExtrinsicLostException">The node took it, and gave it up.</exception>
    /// <exception cref="DispatchException">It is in a block, and its call failed.</exception>
    /// <exception cref="RpcException">A request failed, or the wire broke; after the submission, what became of it is not known.</exception>
    public async ValueTask<ExtrinsicReceipt> SubmitAsync(
        RuntimeCall call, ISigner signer, ExtrinsicOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= ExtrinsicOptions.Default;
        ExtrinsicTracker tracker = await SubmitAndTrackAsync(call, signer, options, cancellationToken).ConfigureAwait(false);
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
    /// <exception cref="RpcException">A request failed, or the wire broke; after the submission, what became of it is not known.</exception>
    public async ValueTask<ExtrinsicTracker> SubmitAndTrackAsync(
        RuntimeCall call, ISigner signer, ExtrinsicOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(signer);
        options ??= ExtrinsicOptions.Default;
        using AccountGate.Turn turn = await _gate.EnterAsync(signer.AccountId, cancellationToken).ConfigureAwait(false);
        uint nonce = options.Nonce ?? await _nonces.NextAfterAsync(signer.AccountId, turn.LastNonce, cancellationToken).ConfigureAwait(false);
        SigningContext context = await CreateContextAsync(signer.AccountId, options with { Nonce = nonce }, cancellationToken).ConfigureAwait(false);
        byte[] extrinsic = await _encoder.SignAsync(call, signer, context, cancellationToken).ConfigureAwait(false);
        Hash256 hash = ExtrinsicEncoder.HashOf(extrinsic);
        ExtrinsicLog.Sending(_logger, call, signer.AccountId, context.Nonce, hash);
        RpcSubscription<ExtrinsicStatus> statuses = await SendAsync(extrinsic, hash, cancellationToken).ConfigureAwait(false);
        if (options.Nonce is null)
        {
            turn.Took(nonce);
        }

        return new ExtrinsicTracker(statuses, _receipts, call, hash, _logger);
    }

    /// <summary>Gathers what an extrinsic of an account is signed for now: its next nonce, the newest final block, the runtime.</summary>
    /// <param name="account">The account.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What <see cref="ExtrinsicEncoder"/> needs to sign it without a node.</returns>
    /// <exception cref="RpcException">A request failed.</exception>
    public async ValueTask<SigningContext> CreateContextAsync(
        AccountId account, ExtrinsicOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= ExtrinsicOptions.Default;
        SigningContext context = new()
        {
            GenesisHash = _chain.GenesisHash,
            SpecVersion = _chain.RuntimeVersion.SpecVersion,
            TransactionVersion = _chain.RuntimeVersion.TransactionVersion,
            Nonce = options.Nonce ?? await _nonces.NextAsync(account, cancellationToken).ConfigureAwait(false),
            Tip = options.Tip,
            FeeAsset = options.FeeAsset,
            MetadataHash = options.MetadataHash,
        };
        if (options.MortalityPeriod == 0)
        {
            return context;
        }

        Hash256 head = await _chain.GetFinalizedHeadAsync(cancellationToken).ConfigureAwait(false);
        uint number = (await _chain.GetHeaderAsync(head, cancellationToken).ConfigureAwait(false)).Number;
        Era era = Era.Mortal(options.MortalityPeriod, number);
        uint birth = (uint)era.Birth(number);
        return context with
        {
            Era = era,
            EraBlockHash = birth == number ? head : await _chain.GetBlockHashAsync(birth, cancellationToken).ConfigureAwait(false),
        };
    }

    private async ValueTask<RpcSubscription<ExtrinsicStatus>> SendAsync(byte[] extrinsic, Hash256 hash, CancellationToken cancellationToken)
    {
        try
        {
            return await _author.SubmitAndWatchExtrinsicAsync(extrinsic, cancellationToken).ConfigureAwait(false);
        }
        catch (RpcResponseException exception) when (InvalidTransactionException.Is(exception))
        {
            InvalidTransactionException refusal = new(exception);
            ExtrinsicLog.Refused(_logger, hash, refusal.Reason);
            throw refusal;
        }
    }
}
