// The code of docs/transactions.md, against a chain within this process.
using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Devnet;
using PhatSdk.Extrinsics;
using PhatSdk.Extrinsics.Decoding;
using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Extrinsics.Fees;
using PhatSdk.Primitives;
using PhatSdk.Rpc.Messages;
using Transactions;

await using PhatDevnet devnet = await PhatDevnet.StartAsync(new PhatDevnetOptions { HasCluster = false });
AccountId bob = DevKeypairs.Bob.AccountId;

#region send
await using ChainClient chain = await ChainClient.ConnectAsync(devnet.Connect());
ExtrinsicClient extrinsics = new(chain);

RuntimeCall transfer = RuntimeCall.Create(
    chain.Metadata, "Balances", "transfer_keep_alive", ("dest", RuntimeCall.Address(chain.Metadata, bob)), ("value", 1_000_000_000_000));
ExtrinsicReceipt receipt = await extrinsics.SubmitAsync(transfer, DevKeypairs.Alice);

Console.WriteLine($"in block {receipt.BlockNumber}; it cost {receipt.Fee} plancks and took {receipt.Weight.RefTime} ps");
#endregion

#region events
foreach (EventRecord sent in receipt.EventsOf("Balances", "Transfer"))
{
    Console.WriteLine($"{sent.Fields["amount"].AsUInt128()} plancks went to {sent.Fields["to"].AsAccountId()}");
}
#endregion

#region failure
RuntimeCall tooMuch = RuntimeCall.Create(
    chain.Metadata, "Balances", "transfer_keep_alive", ("dest", RuntimeCall.Address(chain.Metadata, bob)), ("value", UInt128.MaxValue / 2));
try
{
    await extrinsics.SubmitAsync(tooMuch, DevKeypairs.Alice);
}
catch (InvalidTransactionException refused)
{
    Console.WriteLine($"no node took it, nothing was paid: {refused.Reason}");
}
catch (DispatchException failed)
{
    Console.WriteLine($"it is in block {failed.Receipt!.BlockNumber} and cost {failed.Receipt.Fee} plancks: {failed.Error}");
}
#endregion

#region fee
FeeEstimate estimate = await extrinsics.EstimateFeeAsync(transfer, DevKeypairs.Alice);
Console.WriteLine($"would cost {estimate.Fee} plancks");
#endregion

#region follow
await using (ExtrinsicTracker tracker = await extrinsics.SubmitAndTrackAsync(transfer, DevKeypairs.Alice, new ExtrinsicOptions { Tip = 1_000 }))
{
    await foreach (ExtrinsicStatus status in tracker.ReadStatusesAsync())
    {
        Console.WriteLine($"{status.Kind} {status.Hash}");
    }
}
#endregion

#region batch
RuntimeCall batch = RuntimeCall.Batch(chain.Metadata, [transfer, transfer, transfer]);
ExtrinsicReceipt all = await extrinsics.SubmitAsync(batch, DevKeypairs.Alice);
Console.WriteLine($"{all.Outcomes.Count} calls for {all.Fee} plancks");
#endregion

#region offline
// On a machine with a network: what is to be signed for.
SigningContext context = await extrinsics.CreateContextAsync(DevKeypairs.Alice.AccountId);

// On a machine without one: the metadata came by file.
byte[] signed = await new ExtrinsicEncoder(chain.Metadata).SignAsync(transfer, DevKeypairs.Alice, context);

// With the network again.
SignedExtrinsic carried = SignedExtrinsic.Read(signed, chain.Metadata);
await using (ExtrinsicTracker tracker = await extrinsics.SubmitAndTrackAsync(carried))
{
    Console.WriteLine($"{carried.Call} is final in block {(await tracker.WaitForFinalizationAsync()).BlockNumber}");
}
#endregion

#region read
DecodedExtrinsic decoded = new ExtrinsicDecoder(chain.Metadata).Decode(signed);
Console.WriteLine($"{decoded.Call} by {decoded.Account}, nonce {decoded.Nonce}, for {decoded.Era}");
#endregion

#region register
SignedExtensions extensions = SignedExtensions.Default.With(new CheckTenant(tenant: 7, list: 1));
ExtrinsicClient ofTenant = new(chain, extensions);
#endregion

await ofTenant.SubmitAsync(transfer, DevKeypairs.Alice);
Console.WriteLine("a chain without the extension is spoken to as before");
