// polkadot-api (PAPI) with its ink! SDK; it speaks JSON-RPC v2 only.
import { Binary, createClient, Enum } from 'polkadot-api';
import { getPolkadotSigner } from 'polkadot-api/signer';
import { getWsProvider } from 'polkadot-api/ws';
import { getInkClient } from '@polkadot-api/ink-contracts';
import { createInkV5Sdk } from '@polkadot-api/sdk-ink';
import { Keyring } from '@polkadot/keyring';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { WebSocket } from 'ws';
import { filter, firstValueFrom, lastValueFrom, toArray } from 'rxjs';
import { abi, code } from './lib/contracts.mjs';
import { runChecks } from './lib/checks.mjs';
import { unit, ws } from './lib/devnet.mjs';
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';

await runChecks('polkadot-api', async (check) => {
  await cryptoWaitReady();
  const keyring = new Keyring({ type: 'sr25519', ss58Format: 30 });
  const [alice, bob] = ['//Alice', '//Bob'].map((uri) => {
    const pair = keyring.addFromUri(uri);
    return { address: pair.address, signer: getPolkadotSigner(pair.publicKey, 'Sr25519', (message) => pair.sign(message)) };
  });
  const fresh = () => keyring.addFromUri(`//client//${Date.now()}//${Math.random()}`).address;
  const client = createClient(getWsProvider(ws, { websocketClass: WebSocket }));
  const api = client.getUnsafeApi();
  const free = async (address) => (await api.query.System.Account.getValue(address, { at: 'best' })).data.free;
  const transfer = (to, value) => api.tx.Balances.transfer_keep_alive({ dest: Enum('Id', to), value });

  await check('connect: the specification of the chain', async () => {
    const { genesisHash, name, properties } = await client.getChainSpecData();
    assert.match(genesisHash, /^0x[0-9a-f]{64}$/);
    assert.ok(name.length > 0);
    assert.equal(properties.ss58Format, 30);
  });
  await check('metadata and constants', async () => {
    assert.ok(await api.constants.Balances.ExistentialDeposit() > 0n);
    assert.equal((await api.constants.System.Version()).spec_version, (await api.apis.Core.version()).spec_version);
  });
  await check('storage: one value, several, a default', async () => {
    assert.ok(await free(alice.address) > 0n);
    assert.ok((await api.query.System.Account.getValues([[alice.address], [bob.address]])).every((account) => account.data.free > 0n));
    assert.equal(await free(fresh()), 0n);
  });
  await check('storage: iterate', async () => {
    const entries = await api.query.System.Account.getEntries();
    assert.ok(entries.some(({ keyArgs: [account] }) => account === alice.address));
  });
  await check('best and final blocks are told of', async () => {
    const { number } = await client.getFinalizedBlock();
    const final = firstValueFrom(client.finalizedBlock$.pipe(filter((block) => block.number > number)));
    const best = firstValueFrom(client.bestBlocks$.pipe(filter(([block]) => block.number > number)));
    await api.tx.System.remark({ remark: new Uint8Array([0]) }).signAndSubmit(alice.signer);
    const { hash } = await final;
    assert.equal((await best)[0].hash, hash);
    const header = await client.getBlockHeader(hash);
    assert.equal(header.number, number + 1);
    assert.equal((await client.getBlockBody(hash)).length, 2);
  });
  await check('a value is told of as it changes', async () => {
    const before = await free(bob.address);
    const changed = firstValueFrom(api.query.System.Account.watchValue(bob.address, { at: 'best' }).pipe(
      filter((account) => (account.value ?? account).data.free === before + unit)));
    await transfer(bob.address, unit).signAndSubmit(alice.signer);
    await changed;
  });
  await check('transfer, followed until it is final', async () => {
    const to = fresh();
    const steps = await lastValueFrom(transfer(to, unit).signSubmitAndWatch(alice.signer).pipe(toArray()));
    assert.equal(steps.at(-1).type, 'finalized');
    assert.ok(steps.at(-1).ok);
    assert.ok(steps.some((step) => step.type === 'txBestBlocksState' && step.found));
    assert.equal(await free(to), unit);
  });
  await check('events of a transaction', async () => {
    const { events, block } = await transfer(bob.address, unit).signAndSubmit(alice.signer);
    const [{ payload }] = api.event.Balances.Transfer.filter(events);
    assert.deepEqual([payload.from, payload.to, payload.amount], [alice.address, bob.address, unit]);
    assert.equal(block.index, 1);
  });
  await check('fees', async () => {
    assert.ok(await transfer(bob.address, unit).getEstimatedFees(alice.address) > 0n);
  });
  await check('several calls in one transaction', async () => {
    const [one, other] = [fresh(), fresh()];
    const calls = [one, other].map((to) => transfer(to, unit).decodedCall);
    const { ok, events } = await api.tx.Utility.batch_all({ calls }).signAndSubmit(alice.signer);
    assert.ok(ok);
    assert.equal(api.event.Utility.BatchCompleted.filter(events).length, 1);
    assert.deepEqual([await free(one), await free(other)], [unit, unit]);
  });
  await check('a dispatch error has its name', async () => {
    const { ok, dispatchError } = await api.tx.Sudo.sudo({ call: api.tx.System.remark({ remark: new Uint8Array() }).decodedCall }).signAndSubmit(bob.signer);
    assert.equal(ok, false);
    assert.deepEqual([dispatchError.type, dispatchError.value.type, dispatchError.value.value.type], ['Module', 'Sudo', 'RequireSudo']);
  });
  await check('a transaction that is invalid is refused', () =>
    assert.rejects(transfer(bob.address, unit).signAndSubmit(alice.signer, { nonce: 1 }), (error) => /Stale/.test(JSON.stringify(error.error ?? error.message))));
  await check('runtime call', async () => {
    assert.equal(await api.apis.AccountNonceApi.account_nonce(alice.address, { at: 'best' }), (await api.query.System.Account.getValue(alice.address, { at: 'best' })).nonce);
  });
  await check('raw requests beside the client', async () => {
    assert.equal(await client._request('system_chain', []), (await client.getChainSpecData()).name);
  });

  for (const name of ['psp22', 'ink5/psp22']) {
    const metadata = abi(name);
    const supply = 1000n * unit;
    const sdk = createInkV5Sdk(api, { metadata }, { atBest: true });
    const contract = await check(`${name}: upload and instantiate`, async () => {
      const deployer = sdk.getDeployer(Binary.fromHex(code(name)));
      const salt = new Uint8Array(randomBytes(32));
      const dry = await deployer.dryRun('new', {
        origin: alice.address, data: { supply, name: 'Token', symbol: 'TOK', decimals: 12 }, options: { salt },
      });
      assert.ok(dry.success, JSON.stringify(dry.value, bigints));
      const { ok, events, dispatchError } = await dry.value.deploy().signAndSubmit(alice.signer);
      assert.ok(ok, JSON.stringify(dispatchError));
      const [{ payload }] = api.event.Contracts.Instantiated.filter(events);
      return sdk.getContract(payload.contract);
    });
    const query = (message, data = {}) => contract.query(message, { origin: alice.address, data });
    await check(`${name}: dry run`, async () => {
      assert.equal((await query('PSP22::total_supply')).value.response, supply);
      assert.equal((await query('PSP22Metadata::token_name')).value.response, 'Token');
      assert.equal((await query('PSP22::balance_of', { owner: alice.address })).value.response, supply);
    });
    await check(`${name}: a contract's own error`, async () => {
      // By the codec beneath the SDK, whose own reading of reverts is of an older polkadot-api.
      const message = getInkClient({ metadata }).message('PSP22::transfer');
      const input = message.encode({ to: bob.address, value: 10n ** 30n, _data: new Uint8Array() });
      const { result } = await api.apis.ContractsApi.call(alice.address, contract.accountId ?? contract.address, 0n, undefined, undefined, input, { at: 'best' });
      assert.equal(result.value.flags & 1, 1);
      const output = message.decode(result.value);
      assert.match(JSON.stringify(output, bigints), /InsufficientBalance/);
    });
    await check(`${name}: call; its event is decoded`, async () => {
      const { success, value } = await query('PSP22::transfer', { to: bob.address, value: unit, _data: new Uint8Array() });
      assert.ok(success);
      const { ok, events, dispatchError } = await value.send().signAndSubmit(alice.signer);
      assert.ok(ok, JSON.stringify(dispatchError));
      const [event] = contract.filterEvents(events);
      assert.equal(event.type, 'Transfer');
      const parties = [event.value.from, event.value.to].map((address) => keyring.encodeAddress(address));
      assert.deepEqual([...parties, event.value.value], [alice.address, bob.address, unit]);
      assert.equal((await query('PSP22::balance_of', { owner: bob.address })).value.response, unit);
    });
  }

  await check('disconnect', () => client.destroy());
});

function bigints(_, value) {
  return typeof value === 'bigint' ? `${value}` : value;
}
