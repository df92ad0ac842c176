import { Keyring } from '@polkadot/keyring';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { u8aToHex } from '@polkadot/util';
import fs from 'fs';
await cryptoWaitReady();
const out = process.argv[2] ?? '.';
const phrase = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk';
const eth = '0x0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef';
const rows = [
  ['sr25519', 'sr25519', phrase + '//Alice', 'correct horse'],
  ['sr25519-soft', 'sr25519', phrase + '//Alice/soft', 'correct horse'],
  ['sr25519-open', 'sr25519', phrase + '//Bob', ''],
  ['sr25519-unicode', 'sr25519', phrase + '//Charlie', 'pässwörd 🔑'],
  ['sr25519-hex-password', 'sr25519', phrase + '//Dave', '0x00ff10'],
  ['ed25519', 'ed25519', phrase + '//Alice', 'correct horse'],
  ['ed25519-open', 'ed25519', phrase + '//Bob', ''],
  ['ecdsa', 'ecdsa', phrase + '//Alice', 'correct horse'],
  ['ecdsa-open', 'ecdsa', phrase + '//Bob', ''],
  ['ethereum', 'ethereum', eth, 'correct horse'],
  ['ethereum-open', 'ethereum', eth, ''],
];
const index = [];
for (const [file, type, uri, password] of rows) {
  const pair = new Keyring({ type, ss58Format: 42 }).addFromUri(uri, { name: file });
  fs.writeFileSync(`${out}/${file}.json`, JSON.stringify(pair.toJson(password), null, 1) + '\n');
  index.push({ file: `${file}.json`, type, uri, password, publicKey: u8aToHex(pair.publicKey), address: pair.address });
}
fs.writeFileSync(`${out}/index.json`, JSON.stringify(index, null, 1) + '\n');
