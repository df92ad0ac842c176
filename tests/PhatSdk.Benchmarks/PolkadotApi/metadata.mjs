// What polkadot-api takes from a runtime's metadata to the codecs of a storage entry and a call. Prints the median in milliseconds.
// node metadata.mjs FILE ROUNDS, in a folder where @polkadot-api/substrate-bindings and @polkadot-api/metadata-builders can be found.
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { pathToFileURL } from "node:url"

const require = createRequire(pathToFileURL(process.cwd() + "/"))
const { decAnyMetadata, unifyMetadata } = require("@polkadot-api/substrate-bindings")
const { getDynamicBuilder, getLookupFn } = require("@polkadot-api/metadata-builders")

const bytes = new Uint8Array(readFileSync(process.argv[2]))
const rounds = Number(process.argv[3])

function load() {
  const builder = getDynamicBuilder(getLookupFn(unifyMetadata(decAnyMetadata(bytes))))
  const account = builder.buildStorage("System", "Account").value.dec("0x" + "00".repeat(80))
  const call = builder.buildCall("Balances", "transfer_keep_alive").codec.enc({
    dest: { type: "Id", value: "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY" },
    value: 1_000_000_000_000n,
  })
  return account.nonce + call.length
}

const times = []
for (let i = 0; i < rounds; i++) {
  const start = process.hrtime.bigint()
  load()
  times.push(Number(process.hrtime.bigint() - start) / 1e6)
}

// The first half warms up.
const warm = times.slice(rounds / 2).sort((a, b) => a - b)
console.log(warm[Math.floor(warm.length / 2)].toFixed(4))
