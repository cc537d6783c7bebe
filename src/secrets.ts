import {
  createCipheriv, createDecipheriv, createHash, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync,
  hkdfSync, type KeyObject
} from 'node:crypto'
import type { Seal, SecretPlace } from './schemas/secret-place.ts'

// A secret is sealed for a public key (X25519): whoever seals cannot open. Each has an ephemeral key pair, from which
// HKDF-SHA-256 makes the key and the nonce of AES-256-GCM. What is stored:
//   1 version (2), 8 key id, 32 ephemeral public key, 1 length of the place, the place, ciphertext, 16 tag.
// All that stands before the ciphertext is authenticated with it.

const version = 2
const headerLength = 1 + 8 + 32
const tagLength = 16

export interface Secrets {
  readonly seal: Seal
  /** Throws without the private key, when the bytes were changed, and when they were sealed for another place. */
  open (sealed: Buffer, place: SecretPlace): string
  /** The same secret, sealed for the newest key; undefined when it is already. */
  reseal (sealed: Buffer): Buffer | undefined
}

interface SecretsKeys {
  /** Private keys, 32 bytes each in base64, with commas; the first is the newest, the others open what is older. */
  readonly SECRETS_KEY: string
  /** The public key of the newest, for a process that may seal and not open. */
  readonly SECRETS_PUBLIC_KEY: string
}

export function openSecrets ({ SECRETS_KEY, SECRETS_PUBLIC_KEY }: SecretsKeys): Secrets {
  const privateKeys = SECRETS_KEY.split(',').map(text => text.trim()).filter(text => text !== '').map(privateKeyOf)
  const [newest] = privateKeys
  const publicKey = SECRETS_PUBLIC_KEY === ''
    ? newest === undefined ? undefined : createPublicKey(newest)
    : publicKeyOf(readKey('SECRETS_PUBLIC_KEY', SECRETS_PUBLIC_KEY))
  if (publicKey === undefined) throw new Error('SECRETS_KEY, or SECRETS_PUBLIC_KEY where nothing is opened, is needed.')
  if (newest !== undefined && !keyId(publicKey).equals(keyId(createPublicKey(newest)))) {
    throw new Error('SECRETS_PUBLIC_KEY is not that of the first key of SECRETS_KEY.')
  }
  const byId = new Map(privateKeys.map(key => [keyId(createPublicKey(key)).toString('hex'), key]))
  const seal: Seal = (text, place) => sealFor(publicKey, text, place)
  const opened = (sealed: Buffer): { text: string, place: string } => {
    if (sealed.length < headerLength + 1 + tagLength || sealed[0] !== version) {
      throw new Error('These bytes are no sealed secret')
    }
    const key = byId.get(sealed.subarray(1, 9).toString('hex'))
    if (key === undefined) throw new Error('The secret is sealed for a key that this process does not have')
    return openWith(key, sealed)
  }
  return {
    seal,
    open (sealed, place) {
      const { text, place: sealedFor } = opened(sealed)
      if (sealedFor !== place) throw new Error(`The secret was sealed for ${sealedFor}, not for ${place}`)
      return text
    },
    reseal (sealed) {
      if (keyId(publicKey).equals(sealed.subarray(1, 9))) return undefined
      const { text, place } = opened(sealed)
      return sealFor(publicKey, text, place)
    }
  }
}

const hour = 3_600_000

/** Secrets whose opening is noted, of each place at most once an hour: an audit log of every call would be no log. */
export function notedSecrets (secrets: Secrets, note: (place: string) => void): Secrets {
  const notedAt = new Map<string, number>()
  return {
    ...secrets,
    open (sealed, place) {
      const text = secrets.open(sealed, place)
      const now = performance.now()
      if (now - (notedAt.get(place) ?? -Infinity) > hour) {
        notedAt.set(place, now)
        note(place)
      }
      return text
    }
  }
}

/** What a process needs that may only seal, from the private keys. */
export function publicKeyFor (privateKeys: string): string {
  return rawPublic(createPublicKey(privateKeyOf(privateKeys.split(',')[0]?.trim() ?? ''))).toString('base64')
}

function sealFor (publicKey: KeyObject, text: string, place: string): Buffer {
  const ephemeral = generateKeyPairSync('x25519')
  const placeBytes = Buffer.from(place)
  const header = Buffer.concat([
    Buffer.from([version]), keyId(publicKey), rawPublic(ephemeral.publicKey), Buffer.from([placeBytes.length]),
    placeBytes
  ])
  const { key, nonce } = keysOf(diffieHellman({ privateKey: ephemeral.privateKey, publicKey }), header)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(header)
  return Buffer.concat([header, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

function openWith (privateKey: KeyObject, sealed: Buffer): { text: string, place: string } {
  const placeEnd = headerLength + 1 + (sealed[headerLength] ?? 0)
  const header = sealed.subarray(0, placeEnd)
  const publicKey = publicKeyOf(sealed.subarray(9, headerLength))
  const { key, nonce } = keysOf(diffieHellman({ privateKey, publicKey }), header)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(header).setAuthTag(sealed.subarray(-tagLength))
  const text = Buffer.concat([decipher.update(sealed.subarray(placeEnd, -tagLength)), decipher.final()])
  return { text: text.toString('utf8'), place: header.subarray(headerLength + 1).toString() }
}

function keysOf (shared: Buffer, header: Buffer): { key: Buffer, nonce: Buffer } {
  const bytes = Buffer.from(hkdfSync('sha256', shared, header, 'dialplane secrets 2', 32 + 12))
  return { key: bytes.subarray(0, 32), nonce: bytes.subarray(32) }
}

// What stands before the 32 bytes of a key in PKCS #8 and SPKI (RFC 8410).
const pkcs8 = Buffer.from('302e020100300506032b656e04220420', 'hex')
const spki = Buffer.from('302a300506032b656e032100', 'hex')

function privateKeyOf (text: string): KeyObject {
  return createPrivateKey({
    key: Buffer.concat([pkcs8, readKey('SECRETS_KEY', text)]), format: 'der', type: 'pkcs8'
  })
}

function publicKeyOf (bytes: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([spki, bytes]), format: 'der', type: 'spki' })
}

function rawPublic (key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(-32)
}

function keyId (publicKey: KeyObject): Buffer {
  return createHash('sha256').update(rawPublic(publicKey)).digest().subarray(0, 8)
}

/** Random bytes repeat themselves less than that; words, zeros and counted bytes do not look like them. */
const fewestDifferentBytes = 20

function readKey (name: string, text: string): Buffer {
  const key = Buffer.from(text, 'base64')
  if (key.length !== 32) throw new Error(`${name} is 32 bytes in base64: openssl rand -base64 32 makes one.`)
  const isText = key.every(byte => byte >= 0x20 && byte < 0x7f)
  const [first = 0, second = 0] = key
  const isCounted = key.every((byte, index) => byte === ((first + index * (second - first)) & 0xff))
  if (new Set(key).size < fewestDifferentBytes || isText || isCounted) {
    throw new Error(`${name} is not random, so that it can be guessed: openssl rand -base64 32 makes a good one.`)
  }
  return key
}
