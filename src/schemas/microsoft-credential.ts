import { createHash, createPrivateKey, X509Certificate } from 'node:crypto'
import { Type, type Static } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'

const Text = Type.String({ minLength: 1 })

/** What an application of ours proves itself with at Microsoft. */
export const Credential = Type.Union([
  /** `expiresAt` (ISO 8601) is as we were told. */
  Type.Object({ type: Type.Literal('secret'), secret: Text, expiresAt: Type.Optional(Text) }),
  /** PEM both; the key is RSA. */
  Type.Object({ type: Type.Literal('certificate'), certificate: Text, privateKey: Text }),
  /** A token that somebody else keeps fresh in a file, as Kubernetes does. */
  Type.Object({ type: Type.Literal('federated'), tokenFile: Text }),
  /** That of the machine; `clientId` where the machine has several. */
  Type.Object({ type: Type.Literal('managed-identity'), clientId: Type.Optional(Text) })
])
export type Credential = Static<typeof Credential>

export const credentialTypes = [
  'secret', 'certificate', 'federated', 'managed-identity'
] as const satisfies ReadonlyArray<Credential['type']>
export type CredentialType = Credential['type']

/** What may be shown and watched of a credential. */
export interface CredentialFacts {
  readonly type: CredentialType
  /** Undefined where nobody knows an end. */
  readonly expiresAt: Date | undefined
  /** SHA-256 of the certificate, hexadecimal. */
  readonly thumbprint: string | undefined
}

export type ParsedCredential = { status: 'ok', credential: Credential } | { status: 'refused', reason: string }

/** Looks at a credential as somebody gave it: its shape, and whether key and certificate belong together. */
export function parseCredential (given: unknown): ParsedCredential {
  if (!Value.Check(Credential, given)) return { status: 'refused', reason: 'This is no credential of a known type.' }
  const reason = given.type === 'certificate' ? faultOfPair(given) : faultOfEnd(given)
  return reason === undefined ? { status: 'ok', credential: given } : { status: 'refused', reason }
}

function faultOfEnd (credential: Credential): string | undefined {
  return credential.type === 'secret' && credential.expiresAt !== undefined &&
    Number.isNaN(Date.parse(credential.expiresAt))
    ? 'The end of the secret is no date.'
    : undefined
}

function faultOfPair (pair: { certificate: string, privateKey: string }): string | undefined {
  try {
    const key = createPrivateKey(pair.privateKey)
    if (key.asymmetricKeyType !== 'rsa') return 'The key of the certificate is not an RSA key.'
    const isTheirs = new X509Certificate(pair.certificate).checkPrivateKey(key)
    return isTheirs ? undefined : 'The private key is not that of the certificate.'
  } catch {
    return 'The certificate or its private key is not PEM that can be read.'
  }
}

export function factsOf (credential: Credential): CredentialFacts {
  const { type } = credential
  if (credential.type === 'certificate') {
    const certificate = new X509Certificate(credential.certificate)
    const thumbprint = createHash('sha256').update(certificate.raw).digest('hex')
    return { type, expiresAt: new Date(certificate.validTo), thumbprint }
  }
  const told = credential.type === 'secret' ? credential.expiresAt : undefined
  return { type, expiresAt: told === undefined ? undefined : new Date(told), thumbprint: undefined }
}

/** What is sealed of a credential: a secret as it is, everything else as JSON. */
export const materialOf = (credential: Credential): string =>
  credential.type === 'secret' ? credential.secret : JSON.stringify(credential)

/** Throws for what `materialOf` did not make. */
export function credentialOf (type: string, material: string): Credential {
  return type === 'secret' ? { type, secret: material } : Value.Decode(Credential, JSON.parse(material))
}
