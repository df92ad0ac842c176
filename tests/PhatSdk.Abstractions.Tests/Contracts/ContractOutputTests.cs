using PhatSdk.Contracts;
using PhatSdk.Primitives;

namespace PhatSdk.Abstractions.Tests.Contracts;

public sealed class ContractOutputTests
{
    [Test]
    public void TellsItsBytes()
    {
        ContractOutput output = new()
        {
            Data = new byte[] { 0, 1, 0xab },
            IsReverted = true,
            GasConsumed = new Weight(1, 2),
            StorageDeposit = -7,
            DebugMessage = "noted",
        };

        Assert.That(
            output.ToString(),
            Does.StartWith("ContractOutput { Data = 0x0001ab, IsReverted = True, GasConsumed = Weight { RefTime = 1, ProofSize = 2 }, GasRequired = ")
                .And.EndsWith("StorageDeposit = -7, DebugMessage = noted, Contract =  }"));
    }
}
