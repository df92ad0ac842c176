using PhatSdk.Chain;
using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Devnet;
using PhatSdk.Primitives;
using QuickStart;

Keypair alice = DevKeypairs.Alice, bob = DevKeypairs.Bob;
Steps step = new();

Steps.Part("A chain and a Phat cluster, in this process");
await using PhatDevnet devnet = await PhatDevnet.StartAsync();
step.Done("the devnet is ready: real runtimes, accounts with money, one cluster with one worker");
await using ChainClient chain = await ChainClient.ConnectAsync(devnet.Connect());
step.Done($"connected to {chain.RuntimeVersion.SpecName} {chain.RuntimeVersion.SpecVersion}, {chain.Metadata.Pallets.Count} pallets");

Steps.Part("A PSP-22 token on the chain");
#region Token
var (token, address, deployed) = await Psp22.DeployNewAsync(new SubstrateContractDeployer(chain), 1_000_000, "Phat", "PHAT", 12, alice);
step.Done($"deployed at {address} in block {deployed.BlockNumber}");

UInt128 balance = await token.BalanceOfAsync(alice.AccountId);
step.Done($"Alice has {balance}, asked by a dry run");

var receipt = await token.TransferAsync(bob.AccountId, 250, default, alice);
foreach (Psp22.Events.Transfer moved in receipt.EventsOf<Psp22.Events.Transfer>())
{
    step.Done($"{moved.Value} moved to {moved.To} for a fee of {receipt.Fee} plancks and {receipt.Weight.RefTime} ps of computation");
}

var refused = await token.TransferAsync(alice.AccountId, 1_000_000, default, bob);
step.Done($"Bob cannot send what he does not have: {refused.Status}, {refused.Value.Error}");
#endregion

Steps.Part("A Phat contract: computed by a worker, off the chain");
await using PhatClient phat = await PhatClient.ConnectAsync(chain, devnet.Worker);
Certificate certificate = await Certificate.SignAsync(alice);
step.Done("connected to the worker and checked its key against the chain's registry");

var (phatToken, id, _) = await PhatToken.DeployNewAsync(phat.CreateDeployer(certificate), 1_000, alice);
step.Done($"deployed to the cluster as {id}");

await phat.StakeAsync(id, 1_000_000_000_000, alice);
step.Done("staked one PHA on it: its share of the worker's cache");

await using PriceServer prices = new(12.34m);
var command = await phatToken.SetFeedAsync(prices.Url, alice);
(await phat.WaitForCommandAsync(command, id)).ThrowIfNotSucceeded();
step.Done($"its feed is set to {prices.Url} by an encrypted command");

uint block = devnet.BlockNumber;
PhatToken.Quote quote = (await phatToken.QuoteAsync()).Value;
step.Done($"the contract asked the web and says {quote.Cents} cents; cached: {quote.Cached}; requests: {prices.Requests}");
quote = (await phatToken.QuoteAsync()).Value;
step.Done($"asked again: {quote.Cents} cents; cached: {quote.Cached}; requests: {prices.Requests}; blocks in between: {devnet.BlockNumber - block}");

ReadOnlyMemory<byte> key = await phatToken.AttestationKeyAsync();
PhatToken.Attestation attestation = (await phatToken.AttestAsync(alice.AccountId)).Value;
bool genuine = SignatureAlgorithm.Sr25519.Verify(key.Span, Statement.Encode(attestation), attestation.Signature.Span);
step.Done($"Alice's tokens are worth {attestation.ValueCents} cents; the contract's signature verifies: {genuine}");

ContractTransactionOptions untried = new() { DryRun = false, GasLimit = new Weight(1_000_000_000_000, 0) };
var stranger = await phatToken.SetFeedAsync("http://127.0.0.1/", bob, untried);
CommandOutcome outcome = await phat.WaitForCommandAsync(stranger, id);
var returned = outcome.Returned<PhatToken.Messages.SetFeed, Result<Unit, PhatToken.Error>>();
step.Done($"Bob may not set the feed: {outcome.Status}, {returned.Error}");
