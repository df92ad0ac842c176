// dedot, by JSON-RPC v2 and by the older methods.
import { DedotClient, WsProvider } from 'dedot';
import { Contract, ContractDeployer } from 'dedot/contracts';
import { Keyring } from '@polkadot/keyring';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { abi, code } from './lib/contracts.mjs';
import { firstOf, runChecks } from './lib/checks.mjs';
import { unit, ws } from './lib/devnet.mjs';
import assert from 'node:assert/strict';

await runChecks('dedot', async (check) => {
  await cryptoWaitReady();
  const keyring = new Keyring({ type: 'sr25519', ss58Format: 30 });
  const [alice, bob] = ['//Alice', '//Bob'].map((uri) => keyring.addFromUri(uri));
  for (const rpcVersion of ['v2', 'legacy']) {
    await checkClient((name, action) => check(`${rpcVersion}: ${name}`, action), rpcVersion);
  }

  async function checkClient(check, rpcVersion) {
    const fresh = () => keyring.addFromUri(`//client//${Date.now()}//${Math.random()}`).address;
    const client = await check('connect', () => DedotClient.create({ provider: new WsProvider(ws), rpcVersion }));
    const free = async (address) => (await client.query.system.account(address)).data.free;
    const send = (tx, signer) => tx.signAndSend(signer).untilFinalized();
    const errorOf = (result) => client.registry.findErrorMeta(result.dispatchError);

    await check('metadata', () => assert.ok(client.metadata.latest.pallets.some((pallet) => pallet.name === 'Contracts')));
    await check('constants', () => assert.ok(client.consts.balances.existentialDeposit > 0n));
    await check('runtime version', async () => assert.equal((await client.getRuntimeVersion()).specVersion, client.consts.system.version.specVersion));
    await check('storage: one value, several, a default', async () => {
      assert.ok(await free(alice.address) > 0n);
      assert.ok((await client.query.system.account.multi([alice.address, bob.address])).every((account) => account.data.free > 0n));
      assert.equal(await free(fresh()), 0n);
    });
    await check('storage: iterate', async () => {
      const entries = await client.query.system.account.entries();
      assert.ok(entries.some(([key]) => key.eq(alice.address)));
      if (rpcVersion === 'legacy') {
        assert.equal((await client.query.system.account.pagedKeys({ pageSize: 2 })).length, 2);
      }
    });
    await check('a value is told of as it changes', async () => {
      const before = await free(bob.address);
      const changed = firstOf((tell) => client.query.system.account(bob.address, tell), (account) => account.data.free === before + unit);
      await send(client.tx.balances.transferKeepAlive(bob.address, unit), alice);
      await changed;
    });
    await check('events are told of', async () => {
      const events = firstOf((tell) => client.query.system.events(tell), (records) => client.events.balances.Transfer.find(records) !== undefined);
      await send(client.tx.balances.transferKeepAlive(bob.address, unit), alice);
      assert.equal(client.events.balances.Transfer.find(await events).palletEvent.data.amount, unit);
    });
    await check('best and final blocks are told of', async () => {
      const { number } = await client.block.best();
      const best = firstOf((tell) => client.block.best(tell), (block) => block.number > number);
      const final = firstOf((tell) => client.block.finalized(tell), (block) => block.number > number);
      await send(client.tx.system.remark('0x00'), alice);
      const { hash } = await best;
      assert.equal((await final).hash, hash);
      assert.equal((await client.block.header(hash)).number, number + 1);
      assert.equal((await client.block.body(hash)).length, 2);
    });
    await check('transfer, followed until it is final', async () => {
      const to = fresh();
      const result = await send(client.tx.balances.transferKeepAlive(to, unit), alice);
      assert.equal(result.status.type, 'Finalized');
      assert.equal(result.dispatchError, undefined);
      assert.equal(await free(to), unit);
      assert.ok(client.events.balances.Transfer.find(result.events));
    });
    await check('fees', async () => {
      assert.ok((await client.tx.balances.transferKeepAlive(bob.address, unit).paymentInfo(alice)).partialFee > 0n);
    });
    await check('several calls in one transaction', async () => {
      const [one, other] = [fresh(), fresh()];
      const calls = [one, other].map((to) => client.tx.balances.transferKeepAlive(to, unit).call);
      const result = await send(client.tx.utility.batchAll(calls), alice);
      assert.ok(client.events.utility.BatchCompleted.find(result.events));
      assert.deepEqual([await free(one), await free(other)], [unit, unit]);
    });
    await check('a dispatch error has its name', async () => {
      const result = await send(client.tx.sudo.sudo(client.tx.system.remark('0x00').call), bob);
      const error = errorOf(result);
      assert.equal(`${error.pallet}.${error.name}`, 'Sudo.RequireSudo');
    });
    await check('a transaction that is invalid is refused', () =>
      assert.rejects(async () => await client.tx.balances.transferKeepAlive(bob.address, unit).signAndSend(alice, { nonce: 1 })));
    await check('runtime call', async () =>
      assert.equal(await client.call.accountNonceApi.accountNonce(alice.address), (await client.query.system.account(alice.address)).nonce));
    await check('the specification of the chain', async () => {
      assert.equal(await client.chainSpec.genesisHash(), client.genesisHash);
      assert.equal((await client.chainSpec.properties()).ss58Format, 30);
    });
    if (rpcVersion === 'legacy') {
      await check('the runtime version is told of', () =>
        firstOf((tell) => client.rpc.state_subscribeRuntimeVersion(tell), (version) => version.specName.length > 0));
    } else {
      await check('archive', async () => {
        const height = await client.rpc.archive_v1_finalizedHeight();
        const [hash] = await client.rpc.archive_v1_hashByHeight(height);
        assert.equal((await client.rpc.archive_v1_body(hash)).length, 2);
        assert.ok((await client.rpc.archive_v1_call(hash, 'Core_version', '0x')).success);
        const done = firstOf(
          (tell) => client.rpc.archive_v1_storage(hash, [{ key: '0x3a636f6465', type: 'hash' }], null, tell), (event) => event.event === 'storageDone');
        await done;
        await firstOf((tell) => client.rpc.archive_v1_storageDiff(hash, null, null, tell), (event) => event.event === 'storageDiffDone');
      });
    }
    await check('past blocks', async () => {
      const genesis = await client.at(client.genesisHash);
      assert.ok((await genesis.query.system.account(alice.address)).data.free > 0n);
    });

    for (const name of ['psp22', 'ink5/psp22']) {
      const metadata = abi(name);
      const supply = 1000n * unit;
      const contract = await check(`${name}: upload and instantiate`, async () => {
        const deployer = new ContractDeployer(client, metadata, code(name), { defaultCaller: alice.address });
        const salt = fresh();
        const dry = await deployer.query.new(supply, 'Token', 'TOK', 12, { salt });
        const result = await send(deployer.tx.new(supply, 'Token', 'TOK', 12, { gasLimit: dry.raw.gasRequired, salt }), alice);
        assert.equal(result.dispatchError, undefined, result.dispatchError && errorOf(result)?.name);
        const address = await result.contractAddress();
        return new Contract(client, metadata, address, { defaultCaller: alice.address });
      });
      await check(`${name}: dry run`, async () => {
        assert.equal((await contract.query.psp22TotalSupply()).data, supply);
        assert.equal((await contract.query.psp22MetadataTokenName()).data, 'Token');
        assert.equal((await contract.query.psp22BalanceOf(alice.address)).data, supply);
      });
      await check(`${name}: a contract's own error`, async () => {
        const { data } = await contract.query.psp22Transfer(bob.address, 10n ** 30n, '0x');
        assert.equal(data.err?.type ?? data.value?.type, 'InsufficientBalance');
      });
      await check(`${name}: call; its event is decoded`, async () => {
        const { raw } = await contract.query.psp22Transfer(bob.address, unit, '0x');
        const result = await send(contract.tx.psp22Transfer(bob.address, unit, '0x', { gasLimit: raw.gasRequired }), alice);
        assert.equal(result.dispatchError, undefined, result.dispatchError && errorOf(result)?.name);
        const [{ data }] = contract.events.Transfer.filter(result.events);
        assert.deepEqual([data.from.address(30), data.to.address(30), data.value], [alice.address, bob.address, unit]);
        assert.equal((await contract.query.psp22BalanceOf(bob.address)).data, unit);
      });
      if (metadata.version >= 5) {
        await check(`${name}: storage`, async () => assert.ok(await contract.storage.root()));
      }
    }

    await check('disconnect', () => client.disconnect());
  }
});
