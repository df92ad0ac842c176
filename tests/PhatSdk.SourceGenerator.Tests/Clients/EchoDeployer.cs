using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Primitives;

namespace PhatSdk.SourceGenerator.Tests.Clients;

/// <summary>Answers what a test says, and remembers what was deployed.</summary>
internal sealed class EchoDeployer(byte[] answer, bool isReverted = false) : IContractDeployer
{
    public IContractInvoker Invoker { get; } = new EchoInvoker();

    internal byte[]? Deployed { get; private set; }

    internal ContractDeployOptions? Options { get; private set; }

    public ValueTask<ContractOutput> EstimateAsync(
        ContractCode code, ReadOnlyMemory<byte> input, AccountId origin, ContractDeployOptions options, CancellationToken cancellationToken) =>
        new(new ContractOutput { Data = answer, IsReverted = isReverted, GasRequired = new Weight(1000, 100), StorageDeposit = 7 });

    public ValueTask<ContractDeployment> DeployAsync(
        ContractCode code, ReadOnlyMemory<byte> input, ISigner signer, ContractDeployOptions options, CancellationToken cancellationToken)
    {
        Deployed = input.ToArray();
        Options = options;
        return new(new ContractDeployment(default, new ContractReceipt { Status = ContractReceiptStatus.Applied }));
    }
}
