using System.Globalization;
using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Devnet.Tests.Chain;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Rpc.Methods;

public sealed class PaymentMethodsTests : RpcMethodsTests
{
    private static readonly UInt128 Unit = 1_000_000_000_000;

    [Test]
    public async Task TheFeeIsTheOneThatIsTaken()
    {
        byte[] transfer = await Rpc.Transactions.TransferAsync(DevKeypairs.Alice, DevKeypairs.Bob.AccountId, Unit, 0);
        JsonElement info = await Rpc.ReadAsync("payment_queryInfo", $"[\"{Hex.Format(transfer)}\"]");
        Rpc.Chain.Submit(transfer);
        Block block = await Rpc.Chain.SealAsync(default);
        UInt128 fee = UInt128.Parse(info.GetProperty("partialFee").GetString()!, CultureInfo.InvariantCulture);
        Assert.Multiple(() =>
        {
            Assert.That(TestTransactions.Account(block, DevKeypairs.Alice.AccountId).Free, Is.EqualTo(DevnetGenesis.DefaultEndowment - Unit - fee));
            Assert.That(info.GetProperty("class").GetString(), Is.EqualTo("normal"));
            Assert.That(info.GetProperty("weight").GetProperty("ref_time").GetUInt64(), Is.GreaterThan(1_000_000));
            Assert.That(info.GetProperty("weight").GetProperty("proof_size").GetUInt64(), Is.GreaterThan(0));
        });
    }

    [Test]
    public async Task TheDetailsAddUpToTheFee()
    {
        byte[] transfer = await Rpc.Transactions.TransferAsync(DevKeypairs.Alice, DevKeypairs.Bob.AccountId, Unit, 0);
        JsonElement info = await Rpc.ReadAsync("payment_queryInfo", $"[\"{Hex.Format(transfer)}\"]");
        JsonElement details = (await Rpc.ReadAsync("payment_queryFeeDetails", $"[\"{Hex.Format(transfer)}\"]")).GetProperty("inclusionFee");
        UInt128 sum = Fee(details, "baseFee") + Fee(details, "lenFee") + Fee(details, "adjustedWeightFee");
        Assert.That(sum.ToString(CultureInfo.InvariantCulture), Is.EqualTo(info.GetProperty("partialFee").GetString()));
    }

    [Test]
    public async Task BytesThatAreNoTransactionAreRefused()
    {
        RpcErrorException error = await Rpc.ErrorAsync("payment_queryInfo", "[\"0x1234\"]");
        Assert.That(error.Code, Is.EqualTo(4003));
    }

    private static UInt128 Fee(JsonElement details, string name) =>
        UInt128.Parse(details.GetProperty(name).GetString().AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
