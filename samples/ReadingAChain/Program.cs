using PhatSdk.Chain;
using PhatSdk.Chain.Blocks;
using PhatSdk.Crypto;
using PhatSdk.Devnet;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Rpc;

AccountId alice = DevKeypairs.Alice.AccountId, bob = DevKeypairs.Bob.AccountId;
await using PhatDevnet devnet = await PhatDevnet.StartAsync(new PhatDevnetOptions { HasCluster = false });
for (int i = 0; i < 5; i++)
{
    await devnet.SealBlockAsync();
}

IRpcConnection connection = devnet.Connect();

#region Connect
await using ChainClient chain = await ChainClient.ConnectAsync(connection);
Console.WriteLine($"{chain.RuntimeVersion} with {chain.Metadata.Pallets.Count} pallets, genesis {chain.GenesisHash}");
#endregion

#region Names
ScaleValue? account = await chain.GetStorageAsync("System", "Account", [alice]);
Console.WriteLine($"Alice has {account!["data.free"].AsUInt128()} plancks");
#endregion

#region Types
StorageKey key = StorageKey.Create(chain.Metadata, "System", "Account", bob);
Option<AccountInfo> found = await chain.GetStorageAsync(key, AccountInfo.Decode);
Console.WriteLine($"Bob has {found.Value.Free} plancks");
#endregion

#region Many
Hash256 block = await chain.GetFinalizedHeadAsync();
IReadOnlyList<ScaleValue?> accounts = await chain.GetStorageValuesAsync("System", "Account", [[alice], [bob]], block);
Console.WriteLine($"both have {accounts[0]!["data.free"].AsUInt128() + accounts[1]!["data.free"].AsUInt128()} plancks in block {block}");
#endregion

#region Map
int count = 0;
await foreach (StorageItem item in chain.ReadStorageMapAsync("System", "Account"))
{
    count++;
    Console.WriteLine($"account {item.Keys[0]!.AsAccountId()}: nonce {item.Value["nonce"]}");
}
#endregion

#region Constant
UInt128 deposit = chain.GetConstant("Balances", "ExistentialDeposit").AsUInt128();
Console.WriteLine($"an account holds at least {deposit} plancks; {count} do");
#endregion

#region RuntimeApi
ScaleValue nonce = await chain.CallRuntimeAsync("AccountNonceApi", "account_nonce", [alice]);
Console.WriteLine($"the next nonce of Alice is {nonce}");
#endregion

#region Events
foreach (EventRecord record in await chain.GetEventsAsync(block))
{
    Console.WriteLine($"{record.Phase}: {record.Pallet}.{record.Name} {record.Fields}");
}
#endregion

#region Final
await foreach (ChainBlock final in chain.FollowFinalizedAsync(from: 1))
{
    Console.WriteLine($"block {final.Number} is final: {final.Hash}");
    if (final.Number == 5)
    {
        break;
    }
}
#endregion

#region Best
Stack<ChainBlock> best = new();
await foreach (HeadChange change in chain.FollowBestAsync())
{
    if (change.Kind == HeadChangeKind.Added)
    {
        best.Push(change.Block);
    }
    else
    {
        best.Pop();
    }

    Console.WriteLine($"{change.Kind} block {change.Block.Number}");
    break;
}
#endregion

#region Resume
EventPosition? saved = null;
await foreach (ChainEvent told in chain.FollowEventsAsync(new EventFollowOptions { From = 1, After = saved, Pallet = "System" }))
{
    Console.WriteLine($"{told.Position}: {told.Record}");
    saved = EventPosition.Parse(told.Position.ToString());
    if (told.Position.BlockNumber == 5)
    {
        break;
    }
}
#endregion

#region Watch
await foreach (ScaleValue? number in chain.WatchStorageAsync("System", "Number", []))
{
    Console.WriteLine($"the chain is at block {number}");
    break;
}
#endregion
