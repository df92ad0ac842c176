// @polkadot/keyring and @polkadot/util-crypto beside PhatSdk: what one exports the other imports, in both directions, for all schemes. Needs no devnet;
// the .NET side is tests/PhatSdk.KeyringPeer, which is built before.
import { spawn } from 'node:child_process';
import { pbkdf2Sync, randomBytes, randomInt } from 'node:crypto';
import { createInterface } from 'node:readline';
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { Keyring } from '@polkadot/keyring';
import { hexToU8a, stringToU8a, u8aConcat, u8aToHex } from '@polkadot/util';
import {
  cryptoWaitReady, decodeAddress, encodeAddress, ethereumEncode, hdEthereum, mnemonicGenerate, mnemonicToEntropy, mnemonicToMiniSecret, secp256k1PairFromSeed, signatureVerify,
  sr25519Agreement, sr25519PairFromSeed, sr25519VrfSign, sr25519VrfVerify,
} from '@polkadot/util-crypto';
import * as wordlists from '@polkadot/util-crypto/mnemonic/wordlists';
import registry from '@substrate/ss58-registry';
import { runChecks } from './lib/checks.mjs';

const schemes = ['sr25519', 'ed25519', 'ecdsa', 'ethereum'];
const phrase = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk';
const passwords = ['pässwörd', '密码 🔑', '0x00ff10', '0x0', 'x'.repeat(200), 'e\u0301', ' ', 'secret'];
// Scrypt takes its time: each scheme has two of the passwords, and none.
const passwordsOf = (scheme) => ['', ...passwords.slice(2 * schemes.indexOf(scheme)).slice(0, 2)];

class Peer {
  #process;
  #waiting = [];

  constructor() {
    const program = fileURLToPath(new URL('../PhatSdk.KeyringPeer/bin/Debug/net10.0/PhatSdk.KeyringPeer.dll', import.meta.url));
    this.#process = spawn(process.env.DOTNET_HOST_PATH ?? 'dotnet', ['exec', program], { stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: this.#process.stdout }).on('line', (line) => this.#waiting.shift().resolve(JSON.parse(line)));
    this.#process.on('exit', (code) => this.#waiting.forEach(({ reject }) => reject(new Error(`the peer ended with ${code}`))));
  }

  async ask(op, request = {}) {
    const answer = await this.try(op, request);
    if (answer.error !== undefined) {
      throw new Error(`${op}: ${answer.kind}: ${answer.error}`);
    }
    return answer;
  }

  try(op, request) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#process.stdin.write(`${JSON.stringify({ op, ...request })}\n`);
    });
  }

  end() {
    this.#process.removeAllListeners('exit');
    this.#process.stdin.end();
  }
}

// A key of a scheme as a secret URI that both sides read: Ethereum's by its secret, with which polkadot-js's derivation begins.
function uriOf(scheme) {
  const seed = u8aToHex(randomBytes(32));
  const hard = ['//Alice', '//0', `//${randomInt(2 ** 40)}`, '//Zürich', `//${'long '.repeat(10)}`];
  const soft = ['/soft', '/1', '/Zürich/2'];
  switch (scheme) {
    case 'ethereum': return seed;
    case 'sr25519': return pick([seed, phrase]) + pick(['', ...hard, ...soft, '//a/b//c']) + pick(['', '///password']);
    default: return pick([seed, phrase]) + pick(['', ...hard, '//a//b']) + pick(['', '///password']);
  }
}

function pick(list) {
  return list[randomInt(list.length)];
}

await runChecks('@polkadot/keyring', async (check) => {
  await cryptoWaitReady();
  const peer = new Peer();
  const keyrings = Object.fromEntries(schemes.map((scheme) => [scheme, new Keyring({ type: scheme })]));

  for (const scheme of schemes) {
    await check(`${scheme}: keys of 40 secret URIs, and signatures in both directions`, async () => {
      for (let i = 0; i < 40; i++) {
        const uri = uriOf(scheme);
        const theirs = keyrings[scheme].createFromUri(uri);
        const ours = await peer.ask('key', { scheme, uri });
        assert.equal(ours.publicKey, u8aToHex(theirs.publicKey), uri);
        if (scheme === 'ethereum') {
          assert.equal(ours.ethereumAddress, theirs.address);
        } else {
          assert.equal(encodeAddress(hexToU8a(ours.account)), theirs.address);
        }
        const message = u8aToHex(randomBytes(randomInt(400)));
        const { signature } = await peer.ask('sign', { scheme, uri, message });
        assert.ok(theirs.verify(hexToU8a(message), hexToU8a(signature), theirs.publicKey), `their verification of our signature by ${uri}`);
        if (scheme !== 'ethereum') {
          assert.ok(signatureVerify(hexToU8a(message), hexToU8a(signature), theirs.address).isValid);
        }
        const request = { scheme, publicKey: u8aToHex(theirs.publicKey), message, signature: u8aToHex(theirs.sign(hexToU8a(message))) };
        assert.ok((await peer.ask('verify', request)).good, `our verification of their signature by ${uri}`);
        assert.equal((await peer.ask('verify', { ...request, message: `${message}00` })).good, false);
      }
    });

    await check(`${scheme}: our keystores are theirs`, async () => {
      for (const password of passwordsOf(scheme)) {
        const uri = uriOf(scheme);
        const { json } = await peer.ask('seal', { scheme, uri, password, name: 'Zoë' });
        const expected = await peer.ask('key', { scheme, uri });
        const pair = new Keyring({ type: scheme }).addFromJson(JSON.parse(json));
        assert.equal(pair.meta.name, 'Zoë');
        if (password === passwordsOf(scheme)[1]) {
          assert.throws(() => pair.decodePkcs8(`${password}x`));
        }
        pair.decodePkcs8(password || undefined);
        assert.equal(u8aToHex(pair.publicKey), expected.publicKey, uri);
        const { publicKey } = await peer.ask('key', { scheme, uri });
        const signed = { scheme, publicKey, message: '0x0102', signature: u8aToHex(pair.sign(Uint8Array.of(1, 2))) };
        assert.ok((await peer.ask('verify', signed)).good, uri);
      }
    });

    await check(`${scheme}: their keystores are ours`, async () => {
      for (const password of passwordsOf(scheme)) {
        const pair = keyrings[scheme].createFromUri(uriOf(scheme), { name: '名前' });
        const json = JSON.stringify(pair.toJson(password || undefined));
        const opened = await peer.ask('open', { json, password, message: '0x0304' });
        assert.equal(opened.publicKey, u8aToHex(pair.publicKey));
        assert.equal(opened.name, '名前');
        assert.ok(pair.verify(Uint8Array.of(3, 4), hexToU8a(opened.signature), pair.publicKey));
        if (password === passwordsOf(scheme)[1]) {
          const wrong = await peer.try('open', { json, password: `${password}x`, message: '0x' });
          assert.match(wrong.error ?? '', /password is wrong/);
        }
      }
    });
  }

  await check('addresses of 1,000 prefixes and all lengths', async () => {
    for (let i = 0; i < 1000; i++) {
      const prefix = i < 128 ? i : randomInt(16384);
      if (prefix === 46 || prefix === 47) {
        continue;
      }
      // polkadot-js reads short forms with prefixes of one byte only.
      const account = randomBytes(prefix < 64 ? pick([1, 2, 4, 8, 32, 33]) : pick([32, 33]));
      const address = encodeAddress(account, prefix);
      assert.equal((await peer.ask('format', { account: u8aToHex(account), prefix })).address, address);
      assert.deepEqual(await peer.ask('parse', { address }), { account: u8aToHex(account), prefix });
      assert.equal(u8aToHex(decodeAddress(address, false, prefix)), u8aToHex(account));
    }
  });

  await check('addresses that one refuses the other refuses', async () => {
    for (let i = 0; i < 300; i++) {
      const address = [...encodeAddress(randomBytes(32), randomInt(40))];
      address[randomInt(address.length)] = pick([...'123ABCabcz0OIl']);
      const text = address.join('');
      const ours = await peer.try('parse', { address: text });
      let theirs = true;
      try {
        decodeAddress(text, false, -1);
      } catch {
        theirs = false;
      }
      assert.equal(ours.error === undefined, theirs, text);
    }
  });

  await check('the networks are those of the registry', async () => {
    const { networks } = await peer.ask('networks');
    assert.ok(networks.length > 50);
    for (const network of networks) {
      const entry = registry.find(({ prefix }) => prefix === network.prefix);
      assert.deepEqual(network, { prefix: entry.prefix, name: entry.network, symbol: entry.symbols[0] ?? null, decimals: entry.decimals[0] ?? null });
    }
  });

  for (const [language, words] of Object.entries(wordlists)) {
    await check(`phrases in ${language}`, async () => {
      for (let i = 0; i < 5; i++) {
        const theirs = mnemonicGenerate(12 + 3 * i, words);
        const password = pick(passwords);
        const separator = language === 'japanese' ? '\u3000' : ' ';
        const shown = theirs.replaceAll(' ', separator).normalize(pick(['NFC', 'NFKD']));
        const ours = await peer.ask('phrase', { words: words.join('\n'), separator, phrase: shown, password });
        assert.equal(ours.entropy, u8aToHex(mnemonicToEntropy(theirs, words)));
        assert.equal(ours.phrase, theirs.replaceAll(' ', separator));
        assert.equal(ours.publicKey, u8aToHex(sr25519PairFromSeed(mnemonicToMiniSecret(theirs, password, words)).publicKey));
        // polkadot-js makes Ethereum's keys of English phrases only: BIP-39 by Node.js, BIP-32 by polkadot-js.
        const seed = pbkdf2Sync(theirs.normalize('NFKD'), `mnemonic${password.normalize('NFKD')}`, 2048, 64, 'sha512');
        assert.equal(ours.ethereumAddress, ethereumEncode(secp256k1PairFromSeed(hdEthereum(seed, "m/44'/60'/0'/0/0").secretKey).publicKey));
      }
    });
  }

  await check('key agreement and VRF of sr25519', async () => {
    for (let i = 0; i < 40; i++) {
      const seed = randomBytes(32);
      const uri = u8aToHex(seed);
      const pair = sr25519PairFromSeed(seed);
      const other = sr25519PairFromSeed(randomBytes(32));
      const { shared } = await peer.ask('agree', { scheme: 'sr25519', uri, publicKey: u8aToHex(other.publicKey) });
      assert.equal(shared, u8aToHex(sr25519Agreement(other.secretKey, pair.publicKey)));

      const message = randomBytes(randomInt(64));
      const context = stringToU8a(pick(['', 'BABE', 'a longer context']));
      const extra = stringToU8a(pick(['', 'extra']));
      const request = { scheme: 'sr25519', uri, publicKey: u8aToHex(pair.publicKey), message: u8aToHex(message), context: u8aToHex(context), extra: u8aToHex(extra) };
      const { signature } = await peer.ask('vrf-sign', request);
      assert.ok(sr25519VrfVerify(message, hexToU8a(signature), pair.publicKey, context, extra));
      // It overwrites the nonce of the key that it is given.
      const theirs = sr25519VrfSign(message, { secretKey: pair.secretKey.slice() }, context, extra);
      assert.equal(u8aToHex(theirs.slice(0, 32)), signature.slice(0, 66), 'one output');
      assert.ok((await peer.ask('vrf-verify', { ...request, signature: u8aToHex(theirs) })).good);
      assert.equal((await peer.ask('vrf-verify', { ...request, message: u8aToHex(u8aConcat(message, Uint8Array.of(0))), signature: u8aToHex(theirs) })).good, false);
    }
  });

  peer.end();
});
