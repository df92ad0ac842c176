import bip39 from 'bip39'
import { HDNodeWallet } from 'ethers'
import { writeFileSync } from 'fs'
let seed = 39
const next = n => { seed = (Math.imul(seed, 1103515245) + 12345) >>> 0; return Math.floor((seed / 4294967296) * n) }
const hex = n => Array.from({ length: n }, () => next(256).toString(16).padStart(2, '0')).join('')
const first = [...'bcdfghjklmnpqrst'], vowels = ['á', 'é', 'í', 'ó', 'ú', 'ü', 'が', 'ｅ'], last = [...'lmnprstvwxyzgkdb']
const words = Array.from({ length: 2048 }, (_, i) => first[i % 16] + vowels[(i >> 4) % 8] + last[i >> 7])
for (let i = words.length - 1; i > 0; i--) { const j = next(i + 1); [words[i], words[j]] = [words[j], words[i]] }
const rows = []
for (let i = 0; i < 40; i++) {
  const size = 16 + 4 * (i % 5)
  const entropy = i < 5 ? '00'.repeat(size) : i < 10 ? 'ff'.repeat(size) : hex(size)
  const phrase = bip39.entropyToMnemonic(entropy, words)
  const password = ['', 'TREZOR', '㍍ガバヴァぱばぐゞちぢ十人十色', 'Å', 'Grüße 🚀'][next(5)]
  const bip39Seed = bip39.mnemonicToSeedSync(phrase, password)
  rows.push({ entropy: '0x' + entropy, phrase, password, bip39Seed: '0x' + bip39Seed.toString('hex'), ethereumAddress: HDNodeWallet.fromSeed(bip39Seed).derivePath("m/44'/60'/0'/0/0").address })
}
const about = "A made-up list of 2,048 words with accents, kana and full-width letters, in no order, and phrases with it: bip39 3.1 made phrases and seeds, ethers 6.17 the addresses at m/44'/60'/0'/0/0."
writeFileSync(process.argv[2], `{\n "about": ${JSON.stringify(about)},\n "words": ${JSON.stringify(words.join(' '))},\n "rows": [\n  ${rows.map(r => JSON.stringify(r)).join(',\n  ')}\n ]\n}\n`)
