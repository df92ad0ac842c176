using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Primitives;

namespace PhatSdk.SourceGenerator.Tests.Clients;

/// <summary>Answers what a test says; by default as <c>type_zoo</c>'s messages do, with the arguments as the return value.</summary>
internal sealed class EchoInvoker : IContractInvoker
{
    internal byte[]? Answer { get; init; }

    internal bool IsReverted { get; init; }

    internal byte[] Input { get; private set; } = [];

    internal ContractCallOptions? CallOptions { get; private set; }

    internal ContractTransactionOptions? TransactionOptions { get; private set; }

    public ValueTask<ContractOutput> CallAsync(AccountId contract, ReadOnlyMemory<byte> input, ContractCallOptions options, CancellationToken cancellationToken)
    {
        Input = input.ToArray();
        CallOptions = options;
        byte[] answer = Answer ?? [0, .. Input.AsSpan(Selector.Size)];
        return new(new ContractOutput { Data = answer, IsReverted = IsReverted, GasRequired = new Weight(1000, 100), StorageDeposit = 7 });
    }

    public ValueTask<ContractReceipt> SubmitAsync(
        AccountId contract, ReadOnlyMemory<byte> input, ISigner signer, ContractTransactionOptions options, CancellationToken cancellationToken)
    {
        Input = input.ToArray();
        TransactionOptions = options;
        return new(new ContractReceipt { Status = ContractReceiptStatus.Applied });
    }
}
