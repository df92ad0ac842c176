// A signer in another process: this one never holds the key. The program starts itself once more as the signer, and speaks with it over two pipes.
// A hardware wallet, a vault in the cloud or a browser's extension are joined in the same way: implement IPayloadSigner, or ISigner where bytes are signed unseen.
using CustomSigner;
using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Devnet;
using PhatSdk.Extrinsics;
using PhatSdk.Rpc;

if (args is ["signer", string requests, string answers])
{
    await SignerProcess.RunAsync(requests, answers);
    return;
}

await using PhatDevnet devnet = await PhatDevnet.StartAsync();
await using ChainClient chain = await ChainClient.ConnectAsync(devnet.Connect());
await using PipeSigner signer = await PipeSigner.StartAsync(await new StateRpc(chain.Rpc).GetMetadataAsync());
Console.WriteLine($"the signer's account is {signer.AccountId}, its key stays in process {signer.ProcessId}");

#region Submit
ExtrinsicClient extrinsics = new(chain);
RuntimeCall transfer = RuntimeCall.Create(
    chain.Metadata,
    "Balances",
    "transfer_keep_alive",
    ("dest", RuntimeCall.Address(chain.Metadata, DevKeypairs.Bob.AccountId)),
    ("value", 1_000_000_000_000UL));
ExtrinsicReceipt receipt = await extrinsics.SubmitAsync(transfer, signer);
Console.WriteLine($"the transfer is in block {receipt.BlockNumber}, for a fee of {receipt.Fee} plancks");
#endregion

RuntimeCall remark = RuntimeCall.Create(chain.Metadata, "System", "remark", ("remark", "not shown before"u8.ToArray()));
try
{
    await extrinsics.SubmitAsync(remark, signer);
}
catch (OperationCanceledException exception)
{
    Console.WriteLine($"the remark was not submitted: {exception.Message}");
}

byte[] message = "<Bytes>I am Alice</Bytes>"u8.ToArray();
ReadOnlyMemory<byte> signature = await signer.SignAsync(message);
Console.WriteLine($"a message is signed as well; the signature verifies: {SignatureAlgorithm.Sr25519.Verify(signer.PublicKey.Span, message, signature.Span)}");
