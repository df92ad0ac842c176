import { TypedDataEncoder, Wallet, hexlify, keccak256 } from 'ethers'
import { writeFileSync } from 'fs'
let seed = 712
const next = n => { seed = (Math.imul(seed, 1103515245) + 12345) >>> 0; return Math.floor((seed / 4294967296) * n) }
const bytes = n => hexlify(Uint8Array.from({ length: n }, () => next(256)))
const pick = list => list[next(list.length)]
const texts = ['', 'a', 'Ether Mail', 'Grüße, 世界 🚀', '\u0000', 'é', 'x'.repeat(200), '{"a":1}', '0x1234']
const number = (bits, signed) => {
  const max = (1n << BigInt(signed ? bits - 1 : bits)) - 1n
  const min = signed ? -max - 1n : 0n
  const any = BigInt(bytes(bits / 8)) % (max + 1n)
  return pick([max, min, 0n, 1n, any, signed ? -any : any])
}
function type(structs, depth) {
  const kind = next(depth > 2 ? 7 : 10)
  switch (kind) {
    case 0: return ['string', () => pick(texts)]
    case 1: return ['bytes', () => bytes(next(80))]
    case 2: return ['bool', () => next(2) === 1]
    case 3: return ['address', () => bytes(20)]
    case 4: { const n = 1 + next(32); return [`bytes${n}`, () => bytes(n)] }
    case 5: { const b = 8 * (1 + next(32)); return [`uint${b}`, () => number(b, false).toString()] }
    case 6: { const b = 8 * (1 + next(32)); return [`int${b}`, () => number(b, true).toString()] }
    case 7: { const [t, v] = type(structs, depth + 1); return [`${t}[]`, () => Array.from({ length: next(4) }, v)] }
    case 8: { const [t, v] = type(structs, depth + 1); const n = 1 + next(3); return [`${t}[${n}]`, () => Array.from({ length: n }, v)] }
    default: return struct(structs, depth + 1)
  }
}
function struct(structs, depth) {
  const name = pick(['Alpha', 'beta', 'Gamma', '_delta', 'Zeta', 'eta']) + Object.keys(structs).length
  structs[name] = []
  const makers = []
  for (let i = 0, n = 1 + next(5); i < n; i++) {
    const [t, v] = type(structs, depth)
    structs[name].push({ name: `m${i}${pick(['', 'Ö'.slice(1), '_x', '$'])}`, type: t })
    makers.push([structs[name][i].name, v])
  }
  return [name, () => Object.fromEntries(makers.map(([k, v]) => [k, v()]))]
}
const keyOfCow = keccak256(new TextEncoder().encode('cow'))
const wallet = new Wallet(keyOfCow)
const rows = []
async function add(name, domain, types, primaryType, message) {
  const encoder = TypedDataEncoder.from(types)
  rows.push({
    name,
    json: JSON.stringify({ types, primaryType, domain, message }),
    encodeType: encoder.encodeType(primaryType),
    domainSeparator: TypedDataEncoder.hashDomain(domain),
    structHash: encoder.hash(message),
    digest: TypedDataEncoder.hash(domain, types, message),
    signature: await wallet.signTypedData(domain, types, message),
  })
}
await add('the example of EIP-712', { name: 'Ether Mail', version: '1', chainId: 1, verifyingContract: '0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC' },
  { Person: [{ name: 'name', type: 'string' }, { name: 'wallet', type: 'address' }], Mail: [{ name: 'from', type: 'Person' }, { name: 'to', type: 'Person' }, { name: 'contents', type: 'string' }] },
  'Mail',
  { from: { name: 'Cow', wallet: '0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826' }, to: { name: 'Bob', wallet: '0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB' }, contents: 'Hello, Bob!' })
for (let i = 0; i < 149; i++) {
  const structs = {}
  const [primary, value] = struct(structs, 0)
  const domain = {}
  if (next(2)) domain.name = pick(texts)
  if (next(2)) domain.version = pick(texts)
  if (next(2)) domain.chainId = pick([0, 1, 137, 4294967296, Number.MAX_SAFE_INTEGER])
  if (next(2)) domain.verifyingContract = bytes(20)
  if (next(2) || Object.keys(domain).length === 0) domain.salt = bytes(32)
  await add(`random ${i}`, domain, structs, primary, value())
}
const about = 'Typed data of EIP-712, hashed and signed by ethers 6.17 with the key keccak256("cow"). The first row is the example of the standard, the others are random.'
writeFileSync(process.argv[2], `{\n "about": ${JSON.stringify(about)},\n "privateKey": "${keyOfCow}",\n "address": "${wallet.address}",\n "rows": [\n  ${rows.map(r => JSON.stringify(r)).join(',\n  ')}\n ]\n}\n`)
