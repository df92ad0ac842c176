// Where the devnet is: given to each script as its first argument, or in DEVNET.
const endpoint = process.argv[2] ?? process.env.DEVNET ?? 'ws://127.0.0.1:9944';

export const ws = endpoint.replace(/\/$/, '');
export const http = ws.replace(/^ws/, 'http');
/** Where the worker's pRPC is. */
export const worker = http;
/** A million PHA has each of the development accounts. */
export const unit = 1_000_000_000_000n;

/** Sends JSON-RPC over HTTP, as it is: one request, or a batch. */
export async function post(request) {
  const response = await fetch(http, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(request) });
  return await response.json();
}
