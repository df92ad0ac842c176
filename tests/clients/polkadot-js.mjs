// @polkadot/api and @polkadot/api-contract, the newest.
import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';
import { BlueprintPromise, CodePromise, ContractPromise } from '@polkadot/api-contract';
import { runChecks } from './lib/checks.mjs';
import { checkPolkadot } from './lib/polkadot-checks.mjs';

await runChecks('@polkadot/api', (check) => checkPolkadot(check, { ApiPromise, Keyring, WsProvider, BlueprintPromise, CodePromise, ContractPromise }));
