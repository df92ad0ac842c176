using PhatSdk.Crypto;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Contracts;

/// <summary>The base of generated contract clients: turns messages into bytes and back.</summary>
public abstract partial class ContractClient
{
    private const int StackSize = 256;

    private readonly IContractInvoker? _invoker;
    private readonly AccountId _address;

    /// <summary>Creates a client that reaches nothing, for fakes that override its messages.</summary>
    protected ContractClient()
    {
    }

    /// <summary>Creates a client.</summary>
    /// <param name="invoker">How the contract is reached.</param>
    /// <param name="address">The contract's account.</param>
    protected ContractClient(IContractInvoker invoker, AccountId address)
    {
        ArgumentNullException.ThrowIfNull(invoker);
        _invoker = invoker;
        _address = address;
    }

    /// <summary>The contract's account.</summary>
    public AccountId Address => _address;

    /// <summary>How the contract is reached.</summary>
    /// <exception cref="InvalidOperationException">The client is a fake.</exception>
    protected IContractInvoker Invoker => _invoker ?? throw new InvalidOperationException("this client was created without an invoker");

    /// <summary>Calls a message without a transaction.</summary>
    /// <typeparam name="TMessage">The message.</typeparam>
    /// <typeparam name="TReturn">What it returns.</typeparam>
    /// <param name="message">The message with its arguments.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What it returned.</returns>
    /// <exception cref="ContractException">The contract trapped, or returned something else.</exception>
    protected async ValueTask<TReturn> CallAsync<TMessage, TReturn>(
        TMessage message, ContractCallOptions? options, CancellationToken cancellationToken)
        where TMessage : IContractMessage<TMessage, TReturn>
    {
        byte[] input = EncodeMessage<TMessage, TReturn>(message);
        ContractOutput output = await Invoker.CallAsync(_address, input, options ?? ContractCallOptions.Default, cancellationToken).ConfigureAwait(false);
        return Decode(TMessage.Label, output, TMessage.DecodeReturn);
    }

    /// <summary>Tries a message as a transaction would run it, to learn what it returns and costs.</summary>
    /// <typeparam name="TMessage">The message.</typeparam>
    /// <typeparam name="TReturn">What it returns.</typeparam>
    /// <param name="message">The message with its arguments.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What it returned, and what it would cost.</returns>
    /// <exception cref="ContractException">The contract trapped, or returned something else.</exception>
    protected async ValueTask<ContractEstimate<TReturn>> EstimateAsync<TMessage, TReturn>(
        TMessage message, ContractCallOptions? options, CancellationToken cancellationToken)
        where TMessage : IContractMessage<TMessage, TReturn>
    {
        byte[] input = EncodeMessage<TMessage, TReturn>(message);
        options = (options ?? ContractCallOptions.Default) with { Mode = ContractCallMode.Estimate };
        ContractOutput output = await Invoker.CallAsync(_address, input, options, cancellationToken).ConfigureAwait(false);
        return new ContractEstimate<TReturn>(Decode(TMessage.Label, output, TMessage.DecodeReturn), output);
    }

    /// <summary>Calls a message by a signed transaction, after trying it unless told otherwise.</summary>
    /// <typeparam name="TMessage">The message.</typeparam>
    /// <typeparam name="TReturn">What it returns.</typeparam>
    /// <param name="message">The message with its arguments.</param>
    /// <param name="signer">Who signs and pays.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait; what was sent stays sent.</param>
    /// <returns>What became of it, and what it returned in the dry run. An error that the contract returned is in <see cref="ContractReceipt{TReturn}.Value"/>, and nothing was sent.</returns>
    /// <exception cref="PhatSdkException">The contract trapped in the dry run, or the transaction was refused or failed.</exception>
    protected async ValueTask<ContractReceipt<TReturn>> SubmitAsync<TMessage, TReturn>(
        TMessage message, ISigner signer, ContractTransactionOptions? options, CancellationToken cancellationToken)
        where TMessage : IContractMessage<TMessage, TReturn>
    {
        ArgumentNullException.ThrowIfNull(signer);
        options ??= ContractTransactionOptions.Default;
        byte[] input = EncodeMessage<TMessage, TReturn>(message);
        Option<TReturn> returned = default;
        if (options.DryRun)
        {
            ContractCallOptions trial = new()
            {
                Origin = signer.AccountId,
                Mode = ContractCallMode.Estimate,
                TransferValue = options.TransferValue,
                GasLimit = options.GasLimit,
                StorageDepositLimit = options.StorageDepositLimit,
            };
            ContractOutput output = await Invoker.CallAsync(_address, input, trial, cancellationToken).ConfigureAwait(false);
            returned = new Option<TReturn>(Decode(TMessage.Label, output, TMessage.DecodeReturn));
            if (output.IsReverted)
            {
                return new ContractReceipt<TReturn>(new ContractReceipt { Status = ContractReceiptStatus.Refused }, returned);
            }

            options = options with
            {
                GasLimit = options.GasLimit ?? WithMargin(output.GasRequired, options.GasMarginPercent),
                StorageDepositLimit = options.StorageDepositLimit ?? Charge(output),
            };
        }
        else if (options.GasLimit is null)
        {
            throw new ArgumentException("without a dry run, a gas limit is needed", nameof(options));
        }

        ContractReceipt receipt = await Invoker.SubmitAsync(_address, input, signer, options, cancellationToken).ConfigureAwait(false);
        return new ContractReceipt<TReturn>(receipt, returned);
    }

    private static byte[] EncodeMessage<TMessage, TReturn>(TMessage message)
        where TMessage : IContractMessage<TMessage, TReturn>
    {
        ScaleWriter writer = new(stackalloc byte[StackSize]);
        try
        {
            writer.Write(TMessage.Selector);
            message.EncodeArguments(ref writer);
            return writer.ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }

    private static TReturn Decode<TReturn>(string label, ContractOutput output, ScaleDecoder<TReturn> decode)
    {
        try
        {
            return ScaleCodec.Decode(output.Data.Span, decode);
        }
        catch (ScaleException exception) when (output.IsReverted)
        {
            throw new ContractRevertedException(label, output.Data, exception);
        }
    }

    private static Weight WithMargin(Weight required, int percent) => new(AddPercent(required.RefTime, percent), AddPercent(required.ProofSize, percent));

    private static ulong AddPercent(ulong value, int percent)
    {
        UInt128 raised = value + ((UInt128)value * (uint)percent / 100);
        return raised > ulong.MaxValue ? ulong.MaxValue : (ulong)raised;
    }

    private static UInt128 Charge(ContractOutput output) => output.StorageDeposit > 0 ? (UInt128)output.StorageDeposit : 0;
}
