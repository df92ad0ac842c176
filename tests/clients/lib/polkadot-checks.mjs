// What polkadot-js does with a node, from connecting to contracts; for any version of it.
import { abi, code } from './contracts.mjs';
import { firstOf } from './checks.mjs';
import { post, unit, ws } from './devnet.mjs';
import assert from 'node:assert/strict';

// The calls with which polkadot-js apps begin.
const startUpCalls = [
  ['rpc_methods'], ['system_chain'], ['system_name'], ['system_version'], ['system_chainType'], ['system_properties'], ['system_health'],
  ['system_localPeerId'], ['system_peers'], ['system_nodeRoles'], ['system_syncState'],
  ['chain_getBlockHash'], ['chain_getBlockHash', 0], ['chain_getHeader'], ['chain_getBlock'], ['chain_getFinalizedHead'],
  ['state_getRuntimeVersion'], ['state_getMetadata'], ['author_pendingExtrinsics'],
  ['state_call', 'Core_version', '0x'], ['state_getKeysPaged', '0x', 10], ['state_getStorage', '0x3a636f6465'],
  ['state_getStorageHash', '0x3a636f6465'], ['state_getStorageSize', '0x3a636f6465'], ['state_queryStorageAt', ['0x3a636f6465']],
];

/**
 * @param check Runs a check.
 * @param js `ApiPromise`, `WsProvider`, `Keyring` and what `@polkadot/api-contract` exports, of one version.
 */
export async function checkPolkadot(check, { ApiPromise, WsProvider, Keyring, CodePromise, BlueprintPromise, ContractPromise }) {
  const api = await check('connect', () => ApiPromise.create({ provider: new WsProvider(ws), noInitWarn: true, throwOnConnect: true }));
  const keyring = new Keyring({ type: 'sr25519', ss58Format: api.registry.chainSS58 });
  const [alice, bob, charlie] = ['//Alice', '//Bob', '//Charlie'].map((uri) => keyring.addFromUri(uri));
  const fresh = () => keyring.addFromUri(`//client//${Date.now()}//${Math.random()}`).address;

  /** Signs, sends, and waits until that is final. */
  const send = (tx, signer) => new Promise((resolve, reject) => {
    const statuses = [];
    tx.signAndSend(signer, (result) => {
      statuses.push(result.status.type);
      if (result.isError) {
        reject(new Error(`${result.status.type}`));
      } else if (result.isFinalized) {
        resolve(Object.assign(result, { statuses }));
      }
    }).catch(reject);
  });
  const errorOf = (result) => api.registry.findMetaError(result.dispatchError.asModule);
  const free = async (address) => (await api.query.system.account(address)).data.free.toBigInt();

  await check('the start-up calls of polkadot-js apps', async () => {
    for (const [method, ...params] of startUpCalls) {
      const { error } = await post({ jsonrpc: '2.0', id: 1, method, params });
      assert.equal(error, undefined, `${method}: ${JSON.stringify(error)}`);
    }
  });
  await check('a batch of JSON-RPC', async () => {
    const answers = await post([
      { jsonrpc: '2.0', id: 1, method: 'system_chain', params: [] },
      { jsonrpc: '2.0', id: 2, method: 'nothing_here', params: [] },
      { jsonrpc: '2.0', id: 3, method: 'chain_getBlockHash', params: [0] },
    ]);
    assert.deepEqual(answers.map((answer) => answer.id), [1, 2, 3]);
    assert.equal(answers[1].error.code, -32601);
    assert.equal(answers[2].result, api.genesisHash.toHex());
  });
  await check('metadata', () => {
    const pallets = api.runtimeMetadata.asLatest.pallets.map((pallet) => pallet.name.toString());
    for (const name of ['System', 'Balances', 'Contracts', 'Sudo', 'Utility', 'PhalaPhatContracts']) {
      assert.ok(pallets.includes(name), name);
    }
  });
  await check('constants', () => {
    assert.ok(api.consts.balances.existentialDeposit.toBigInt() > 0n);
    assert.ok(api.consts.system.blockWeights.maxBlock.refTime.toBigInt() > 0n);
    assert.equal(api.consts.system.version.specName.toString(), api.runtimeVersion.specName.toString());
  });
  await check('properties of the chain', () => {
    assert.equal(api.registry.chainSS58, 30);
    assert.deepEqual([api.registry.chainTokens[0], api.registry.chainDecimals[0]], ['PHA', 12]);
  });
  await check('storage: one value, several, a default', async () => {
    assert.ok(await free(alice.address) > 0n);
    const accounts = await api.query.system.account.multi([alice.address, bob.address]);
    assert.ok(accounts.every((account) => account.data.free.toBigInt() > 0n));
    assert.equal(await free(fresh()), 0n);
  });
  await check('storage: iterate, by pages and whole', async () => {
    const entries = await api.query.system.account.entries();
    assert.ok(entries.some(([key]) => key.args[0].toString() === alice.address));
    const page = await api.query.system.account.keysPaged({ args: [], pageSize: 2 });
    const next = await api.query.system.account.keysPaged({ args: [], pageSize: 2, startKey: page.at(-1).toHex() });
    assert.equal(new Set([...page, ...next].map((key) => key.toHex())).size, 4);
  });
  await check('storage: hash, size, key', async () => {
    const key = api.query.system.account.key(alice.address);
    assert.equal((await api.query.system.account.size(alice.address)).toNumber(), (await api.rpc.state.getStorage(key)).toU8a(true).length);
    assert.equal((await api.query.system.account.hash(alice.address)).toHex(), (await api.rpc.state.getStorageHash(key)).toHex());
  });
  await check('new and final heads are told of', async () => {
    const seen = firstOf((tell) => api.rpc.chain.subscribeFinalizedHeads(tell), ((first) => (head) => first === undefined ? (first = head.number.toNumber(), false) : true)());
    const best = await api.rpc.chain.getHeader();
    const next = firstOf((tell) => api.rpc.chain.subscribeNewHeads(tell), (head) => head.number.toNumber() > best.number.toNumber());
    await send(api.tx.system.remark('0x00'), alice);
    assert.equal((await next).parentHash.toHex(), best.hash.toHex());
    assert.equal((await seen).number.toNumber(), best.number.toNumber() + 1);
  });
  await check('the runtime version is told of', async () => {
    const version = await firstOf((tell) => api.rpc.state.subscribeRuntimeVersion(tell));
    assert.equal(version.specVersion.toNumber(), api.runtimeVersion.specVersion.toNumber());
  });
  const transfer = await check('transfer, followed until it is final', async () => {
    const to = fresh();
    const result = await send(api.tx.balances.transferKeepAlive(to, unit), alice);
    assert.equal(await free(to), unit);
    assert.deepEqual(result.statuses, ['Ready', 'InBlock', 'Finalized']);
    assert.ok(result.events.some(({ event }) => api.events.balances.Transfer.is(event)));
    assert.ok(result.events.some(({ event }) => api.events.system.ExtrinsicSuccess.is(event)));
    return result;
  });
  await check('a past block: state, events, header, body', async () => {
    const hash = transfer.status.asFinalized;
    const at = await api.at(hash);
    assert.ok((await at.query.system.events()).some(({ event }) => api.events.balances.Transfer.is(event)));
    const { block } = await api.rpc.chain.getBlock(hash);
    assert.equal(block.header.hash.toHex(), hash.toHex());
    assert.equal(block.extrinsics[transfer.txIndex].hash.toHex(), transfer.txHash.toHex());
    const before = await api.at(block.header.parentHash);
    assert.equal((await before.query.system.account(alice.address)).nonce.toNumber() + 1, (await at.query.system.account(alice.address)).nonce.toNumber());
  });
  await check('events are told of', async () => {
    const events = firstOf((tell) => api.query.system.events(tell), (records) => records.some(({ event }) => api.events.balances.Transfer.is(event)));
    await send(api.tx.balances.transferKeepAlive(bob.address, unit), alice);
    const { event } = (await events).find(({ event }) => api.events.balances.Transfer.is(event));
    assert.equal(event.data[2].toBigInt(), unit);
  });
  await check('fees: as asked for, as paid', async () => {
    const tx = api.tx.balances.transferKeepAlive(bob.address, unit);
    const { partialFee, weight } = await tx.paymentInfo(alice);
    assert.ok(weight.refTime.toBigInt() > 0n);
    const result = await send(tx, alice);
    const paid = result.events.find(({ event }) => api.events.transactionPayment.TransactionFeePaid.is(event)).event.data[1];
    assert.ok(partialFee.toBigInt() > 0n);
    assert.equal(paid.toBigInt(), partialFee.toBigInt());
    const details = await api.rpc.payment.queryFeeDetails(tx.toHex());
    assert.ok(details.inclusionFee.unwrap().baseFee.toBigInt() > 0n);
  });
  await check('several calls in one transaction', async () => {
    const [one, other] = [fresh(), fresh()];
    const result = await send(api.tx.utility.batchAll([api.tx.balances.transferKeepAlive(one, unit), api.tx.balances.transferKeepAlive(other, unit)]), alice);
    assert.ok(result.events.some(({ event }) => api.events.utility.BatchCompleted.is(event)));
    assert.deepEqual([await free(one), await free(other)], [unit, unit]);
  });
  await check('a dispatch error has its name', async () => {
    const result = await send(api.tx.sudo.sudo(api.tx.system.remark('0x00')), bob);
    const error = errorOf(result);
    assert.equal(`${error.section}.${error.name}`, 'sudo.RequireSudo');
  });
  await check('a transaction that is invalid is refused', async () => {
    await assert.rejects(api.tx.balances.transferKeepAlive(bob.address, unit).signAndSend(alice, { nonce: 0 }), /1010/);
  });
  await check('derived: balances, best block', async () => {
    assert.ok((await api.derive.balances.all(alice.address)).freeBalance.toBigInt() > 0n);
    assert.ok((await api.derive.chain.bestNumber()).toNumber() > 0);
  });

  const metadata = abi('psp22');
  const supply = 1000n * unit;
  const weight = (refTime, proofSize) => api.registry.createType('WeightV2', { refTime, proofSize });
  const limits = { gasLimit: weight(50_000_000_000n, 500_000n), storageDepositLimit: null };
  await check('upload a contract', async () => {
    const result = await send(api.tx.contracts.uploadCode(code('type_zoo'), null, 'Enforced'), charlie);
    // Another client may have been here.
    assert.ok(!result.dispatchError || errorOf(result).name === 'CodeInfoNotFound', result.dispatchError && errorOf(result).name);
    assert.ok((await api.query.contracts.pristineCode(abi('type_zoo').source.hash)).isSome);
  });
  const contract = await check('instantiate a contract with its code', async () => {
    const result = await send(new CodePromise(api, metadata, code('psp22')).tx.new({ ...limits, salt: fresh() }, supply, 'Token', 'TOK', 12), alice);
    assert.equal(result.dispatchError, undefined, result.dispatchError && errorOf(result).name);
    assert.ok(result.contract);
    return result.contract;
  });
  await check('instantiate from uploaded code', async () => {
    const result = await send(new BlueprintPromise(api, abi('type_zoo'), abi('type_zoo').source.hash).tx.new({ ...limits, salt: fresh() }), alice);
    assert.ok(result.contract, result.dispatchError && errorOf(result).name);
  });
  const query = (message, ...args) => contract.query[message](alice.address, limits, ...args);
  const balance = async (owner) => (await query('psp22::balanceOf', owner)).output.toJSON().ok;
  await check('dry run: reads', async () => {
    assert.equal(BigInt((await query('psp22::totalSupply')).output.toJSON().ok), supply);
    assert.equal((await query('psp22Metadata::tokenName')).output.toJSON().ok, 'Token');
    assert.equal(BigInt(await balance(alice.address)), supply);
  });
  await check('dry run: gas, deposit and events of a call', async () => {
    const { gasRequired, storageDeposit, result } = await query('psp22::transfer', bob.address, unit, '0x');
    assert.ok(result.isOk);
    assert.ok(gasRequired.refTime.toBigInt() > 0n);
    assert.ok(storageDeposit.asCharge.toBigInt() > 0n);
  });
  await check("dry run: a contract's own error", async () => {
    const { output } = await contract.query['psp22::transfer'](bob.address, limits, alice.address, 10n ** 30n, '0x');
    assert.ok('insufficientBalance' in output.toJSON().ok.err, JSON.stringify(output.toJSON()));
  });
  await check('call a contract; its event is decoded', async () => {
    const { gasRequired } = await query('psp22::transfer', bob.address, unit, '0x');
    const result = await send(contract.tx['psp22::transfer']({ ...limits, gasLimit: gasRequired }, bob.address, unit, '0x'), alice);
    assert.equal(result.dispatchError, undefined, result.dispatchError && errorOf(result).name);
    const [{ event, args }] = result.contractEvents;
    assert.match(event.identifier ?? event.name, /Transfer/);
    assert.deepEqual([args[0].toString(), args[1].toString(), BigInt(args[2].toString())], [alice.address, bob.address, unit]);
    assert.equal(BigInt(await balance(bob.address)), unit);
  });
  await check('a contract that traps: the error has its name', async () => {
    const result = await send(contract.tx['psp22::transfer']({ ...limits, gasLimit: weight(1_000, 1_000) }, bob.address, unit, '0x'), alice);
    assert.equal(errorOf(result).name, 'OutOfGas');
  });
  await check('child state: the storage of a contract', async () => {
    const info = (await api.query.contracts.contractInfoOf(contract.address)).unwrap();
    const child = `0x${Buffer.from(':child_storage:default:').toString('hex')}${info.trieId.toHex().slice(2)}`;
    const keys = await api.rpc.childstate.getKeys(child, '0x');
    assert.ok(keys.length > 0);
    const value = (await api.rpc.childstate.getStorage(child, keys[0].toHex())).unwrap();
    assert.equal((await api.rpc.childstate.getStorageSize(child, keys[0].toHex())).unwrap().toNumber(), value.toU8a(true).length);
    assert.ok((await api.rpc.childstate.getStorageHash(child, keys[0].toHex())).isSome);
    const paged = await api.rpc.childstate.getKeysPaged(child, '0x', 1);
    assert.equal(paged[0].toHex(), keys[0].toHex());
  });
  await check('runtime call', async () => {
    assert.equal((await api.call.accountNonceApi.accountNonce(alice.address)).toNumber(), (await api.query.system.account(alice.address)).nonce.toNumber());
  });
  await check('next index counts what waits', async () => {
    const index = (await api.rpc.system.accountNextIndex(alice.address)).toNumber();
    assert.equal(index, (await api.query.system.account(alice.address)).nonce.toNumber());
  });
  await check('disconnect', () => api.disconnect());
}
