// @polkadot/api and @polkadot/api-contract of the year 2023, as Phala's own programs use them.
import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';
import { BlueprintPromise, CodePromise, ContractPromise } from '@polkadot/api-contract';
import { runChecks } from '../lib/checks.mjs';
import { checkPolkadot } from '../lib/polkadot-checks.mjs';

await runChecks('@polkadot/api 10', (check) => checkPolkadot(check, { ApiPromise, Keyring, WsProvider, BlueprintPromise, CodePromise, ContractPromise }));
