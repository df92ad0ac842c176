// @phala/sdk: Phat contracts on the devnet's cluster, over the chain and the worker's pRPC.
import { ApiPromise, WsProvider } from '@polkadot/api';
import {
  estimateContract, getContract, KeyringPairProvider, OnChainRegistry, options, PinkBlueprintPromise, PinkCodePromise, sendPinkCommand, sendPinkQuery, signCertificate,
} from '@phala/sdk';
import { Keyring } from '@polkadot/keyring';
import { bundle } from '../lib/contracts.mjs';
import { runChecks } from '../lib/checks.mjs';
import { unit, worker, ws } from '../lib/devnet.mjs';
import assert from 'node:assert/strict';

await runChecks('@phala/sdk', async (check) => {
  const api = await check('connect to the chain', () => ApiPromise.create(options({ provider: new WsProvider(ws), noInitWarn: true })));
  const client = await check('find the cluster and its worker on the chain', async () => {
    const client = await OnChainRegistry.create(api);
    assert.ok(client.isReady());
    assert.ok(client.clusterId);
    assert.ok(client.systemContract);
    assert.ok(client.loggerContract);
    return client;
  });
  await check('find the cluster by the worker', async () => {
    const other = await OnChainRegistry.create(api, { pruntimeURL: worker });
    assert.equal(other.clusterId, client.clusterId);
  });
  await check("the worker's own account of itself", async () => {
    const info = await client.phactory.getInfo({});
    assert.equal(`0x${info.ecdhPublicKey}`, client.remotePubkey);
    assert.ok(info.blocknum > 0);
  });
  const keyring = new Keyring({ type: 'sr25519', ss58Format: 30 });
  const [alice, bob] = ['//Alice', '//Bob'].map((uri) => keyring.addFromUri(uri));
  const provider = await KeyringPairProvider.create(api, alice);

  await check('move tokens into the cluster', async () => {
    const before = (await client.getClusterBalance(alice.address)).total.toBigInt();
    await provider.send(client.transferToCluster(alice.address, 100n * unit));
    await until(async () => (await client.getClusterBalance(alice.address)).total.toBigInt() === before + 100n * unit);
  });
  const token = bundle('phat_token');
  const supply = 1000n * unit;
  const blueprint = await check('upload code', async () => {
    const code = new PinkCodePromise(client, token, token.source.wasm);
    const result = await code.send({ provider });
    await result.waitFinalized();
    return result.blueprint;
  });
  const contract = await check('instantiate', async () => {
    const result = await blueprint.send.new({ provider, salt: `0x${Date.now().toString(16).padStart(16, '0')}` }, supply);
    await result.waitFinalized();
    return await getContract({ client, contractId: result.contractId, abi: token, provider });
  });
  const balance = async (owner) => (await contract.q.balanceOf({ args: [owner] })).output.asOk.toBigInt();
  await check('query', async () => {
    assert.equal((await contract.q.totalSupply()).output.asOk.toBigInt(), supply);
    assert.equal(await balance(alice.address), supply);
    assert.equal(await balance(bob.address), 0n);
  });
  await check('query with a certificate of one\'s own', async () => {
    const cert = await signCertificate({ pair: bob });
    const { output, result } = await contract.query.balanceOf(bob.address, { cert }, alice.address);
    assert.ok(result.isOk);
    assert.equal(output.asOk.toBigInt(), supply);
  });
  await check('estimate a command', async () => {
    const { gasRequired, storageDeposit, result } = await contract.query.transfer(
      alice.address, { cert: await provider.signCertificate(), deposit: 1_000n * unit }, bob.address, unit);
    assert.ok(result.isOk);
    assert.ok(gasRequired.refTime.toBigInt() > 0n);
    assert.ok(storageDeposit.isCharge);
  });
  await check("a contract's own error", async () => {
    const { output } = await contract.query.transfer(
      alice.address, { cert: await provider.signCertificate(), deposit: 1_000n * unit }, bob.address, 10n ** 30n);
    assert.ok(output.asOk.isErr);
  });
  await check('command, sealed to the contract', async () => {
    const result = await contract.exec.transfer({ args: [bob.address, unit], waitFinalized: async () => await balance(bob.address) === unit });
    assert.ok(result.events.some(({ event }) => event.section === 'phalaMq' || event.section === 'system'));
    assert.equal(await balance(alice.address), supply - unit);
  });
  await check('command in the clear', async () => {
    await contract.exec.transfer({ args: [bob.address, unit], plain: true, waitFinalized: async () => await balance(bob.address) === 2n * unit });
  });
  await check('actions: query, estimate, command', async () => {
    const call = { address: contract.address.toHex(), contractKey: contract.contractKey, provider, abi: token };
    const output = await sendPinkQuery(client, { ...call, functionName: 'balanceOf', args: [bob.address] });
    assert.equal(BigInt((output.asOk ?? output).toString()), 2n * unit);
    const { request } = await estimateContract(client, { ...call, functionName: 'transfer', args: [bob.address, unit] });
    await sendPinkCommand(client, request);
    await until(async () => await balance(bob.address) === 3n * unit);
  });
  await check('the log of the cluster', async () => {
    const { records } = await client.loggerContract.tail(100, { contract: contract.address.toHex() });
    assert.ok(records.some((record) => record.type === 'MessageOutput'));
    assert.ok(records.some((record) => record.type === 'Event'));
  });
  await check('disconnect', () => api.disconnect());
});

// The worker applies what the chain tells it after the block.
async function until(isTrue) {
  while (!await isTrue()) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
