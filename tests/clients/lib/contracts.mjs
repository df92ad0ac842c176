// The project's own contracts, as their bundles have them.
import { readFileSync } from 'node:fs';

const folder = new URL('../../../contracts/', import.meta.url);

/** The ABI of a contract, without its code: `psp22`, `ink5/psp22`. */
export function abi(name) {
  const { source: { wasm, ...source }, ...rest } = bundle(name);
  return { ...rest, source };
}

/** The code of a contract, in hexadecimal. */
export function code(name) {
  return bundle(name).source.wasm;
}

/** The whole bundle, ABI and code. */
export function bundle(name) {
  return JSON.parse(readFileSync(path(name), 'utf8'));
}

/** Where a contract's bundle lies. */
export function path(name) {
  const contract = name.split('/').at(-1);
  const where = name.startsWith('ink5/') ? `${contract}/ink5` : contract;
  return new URL(`${where}/${contract}.contract`, folder);
}
