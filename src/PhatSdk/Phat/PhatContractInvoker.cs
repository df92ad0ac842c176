using System.Security.Cryptography;
using PhatSdk.Chain;
using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Extrinsics;
using PhatSdk.Phat.Encryption;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Phat;

/// <summary>Reaches the contracts of a cluster: sealed queries to a worker, sealed commands by way of the chain.</summary>
/// <remarks>
/// A query runs within the worker's own limits: <see cref="ContractCallOptions.GasLimit"/> and <see cref="ContractCallOptions.StorageDepositLimit"/> have no effect on it.
/// A command that the chain takes is <see cref="ContractReceiptStatus.Queued"/>; what becomes of it, <see cref="PhatClient.WaitForCommandAsync"/> tells.
/// </remarks>
public sealed class PhatContractInvoker : IContractInvoker
{
    private readonly PhatClient _client;
    private readonly Certificate _certificate;

    /// <summary>Creates an invoker.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="certificate">In whose name queries are asked; stays the caller's.</param>
    public PhatContractInvoker(PhatClient client, Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(certificate);
        _client = client;
        _certificate = certificate;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The caller is not the certificate's account, an older state is asked for, or the input has no selector.</exception>
    /// <exception cref="Pruntime.PruntimeException">The worker was not reached, or refused.</exception>
    public async ValueTask<ContractOutput> CallAsync(
        AccountId contract, ReadOnlyMemory<byte> input, ContractCallOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfNoSelector(input);
        ThrowIfNotCertified(_certificate, options.Origin);
        if (options.At is Hash256 block)
        {
            throw new ArgumentException($"a cluster knows only its newest state, not that of block {block}", nameof(options));
        }

        bool isEstimating = options.Mode == ContractCallMode.Estimate;
        UInt128 deposit = isEstimating ? ClusterFunds.EstimateDeposit : 0;
        InkQuery query = new InkQuery.InkMessage(input, deposit, options.TransferValue, isEstimating);
        ReadOnlyMemory<byte> payload = await _client.Queries.AskAsync(contract, query, _certificate, cancellationToken).ConfigureAwait(false);
        return _client.Executions.Read(contract.ToString(), payload, PinkExecution.DecodeMessage);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no gas limit, or the input has no selector.</exception>
    public async ValueTask<ContractReceipt> SubmitAsync(
        AccountId contract, ReadOnlyMemory<byte> input, ISigner signer, ContractTransactionOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfNoSelector(input);
        ulong gasLimit = ClusterFunds.Clamp(options.GasLimit ?? throw new ArgumentException("a command needs a gas limit", nameof(options)));
        ReadOnlyMemory<byte> key = await _client.Registry.GetContractKeyAsync(contract, cancellationToken).ConfigureAwait(false)
            ?? throw new PhatQueryException(PhatQueryError.UnknownContract, $"{contract}: the chain has no key of such a contract");
        UInt128 deposit = await _client.Funds.ShortfallAsync(
            signer.AccountId, gasLimit, options.StorageDepositLimit ?? 0, options.TransferValue, cancellationToken).ConfigureAwait(false);

        byte[] nonce = RandomNumberGenerator.GetBytes(InkCommand.MaxNonceSize);
        InkCommand command = new()
        {
            Nonce = nonce,
            Message = input,
            Transfer = options.TransferValue,
            GasLimit = gasLimit,
            StorageDepositLimit = options.StorageDepositLimit,
        };
        RuntimeCall MakeCall(Runtime runtime) => RuntimeCall.Create(
            runtime.Metadata,
            PhatClient.ContractsPallet,
            "push_contract_message",
            ("contract_id", contract),
            ("payload", Seal(command, key.Span)),
            ("deposit", deposit));
        ExtrinsicOptions extrinsic = new() { Tip = options.Tip, WaitForFinalization = options.WaitForFinalization };
        ExtrinsicReceipt receipt = await _client.Extrinsics.SubmitAsync(MakeCall, signer, extrinsic, cancellationToken).ConfigureAwait(false);
        _client.Log.CommandQueued(contract, receipt.BlockNumber, deposit);
        return new ContractReceipt
        {
            Status = ContractReceiptStatus.Queued,
            ExtrinsicHash = receipt.ExtrinsicHash,
            BlockHash = receipt.BlockHash,
            BlockNumber = receipt.BlockNumber,
            Fee = receipt.Fee,
            Weight = receipt.Weight,
            CommandNonce = nonce,
        };
    }

    internal static void ThrowIfNotCertified(Certificate certificate, AccountId? origin)
    {
        if (origin is AccountId account && account != certificate.Account)
        {
            throw new ArgumentException($"the certificate is that of {certificate.Account}, and cannot speak for {account}", nameof(origin));
        }
    }

    internal static void ThrowIfNoSelector(ReadOnlyMemory<byte> input)
    {
        if (input.Length < InkCommand.MinMessageSize)
        {
            throw new ArgumentException($"{input.Length} bytes hold no selector, which has {InkCommand.MinMessageSize}", nameof(input));
        }
    }

    private static byte[] Seal(InkCommand command, ReadOnlySpan<byte> contractKey)
    {
        using SecretChannel channel = SecretChannel.Create(contractKey);
        byte[] plaintext = ScaleCodec.Encode(command);
        EncryptedData data = channel.Seal(plaintext);
        CryptographicOperations.ZeroMemory(plaintext);
        return ScaleCodec.Encode<CommandPayload<InkCommand>>(new CommandPayload<InkCommand>.Encrypted(data));
    }
}
