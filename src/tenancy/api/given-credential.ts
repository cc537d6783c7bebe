import { invalid, type FieldErrors } from '../../problems.ts'
import { factsOf, materialOf, parseCredential } from '../../schemas/microsoft-credential.ts'
import { shownSecret } from '../../schemas/shown-secret.ts'
import { uuid } from '../../schemas/uuid.ts'
import type { GivenCredential } from '../schemas/given-credential.ts'
import type { TaskCredential } from '../tasks/task-credential.ts'

/** Seals for the tenant of the request. */
export type SealHere = (secret: string) => Buffer

/** A GUID in lower case; throws for anything else. */
export function readGuid (field: string, text: string): string {
  if (uuid.test(text.trim())) return text.trim().toLowerCase()
  throw invalid({ [field]: [`${field} is a GUID such as 0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40.`] })
}

/**
 * The URL of an outbound proxy, sealed; null for an empty text, which takes it away, and undefined for what is shown of
 * the one that there is, which leaves it.
 */
export function readProxy (
  field: string, given: string, seal: SealHere, shownNow?: string | null
): { sealedUrl: string, shown: string } | null | undefined {
  const text = given.trim()
  if (text === '') return null
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === '' || url.pathname.length > 1) {
    throw invalid({ [field]: ['A proxy is http://host:port, with user:password@ before the host where it asks.'] })
  }
  if (url.username === shownSecret) {
    if (text === shownNow) return undefined
    throw invalid({ [field]: [`${shownSecret} stands for a user and a password; send them, or leave them out.`] })
  }
  const user = url.username === '' ? '' : `${shownSecret}@`
  return { sealedUrl: seal(text).toString('base64'), shown: `${url.protocol}//${user}${url.host}` }
}

/** The one credential that a body gives, if any, sealed; throws what is wrong with it. */
export function readCredential (
  body: GivenCredential, tokenFile: string, seal: SealHere, now: Date
): TaskCredential | undefined {
  const given = credentialsIn(body, tokenFile)
  const [first, ...others] = given
  if (first === undefined) return undefined
  if (others.length > 0) {
    throw invalid({ Credential: [`Give one credential, not ${given.map(({ field }) => field).join(' and ')}.`] })
  }
  const parsed = parseCredential(first.credential)
  if (parsed.status === 'refused') throw invalid({ [first.field]: [parsed.reason] })
  const { type, expiresAt, thumbprint } = factsOf(parsed.credential)
  if (expiresAt !== undefined && expiresAt <= now) {
    throw invalid({ [first.field]: ['The credential has ended already.'] })
  }
  return {
    type, sealedMaterial: seal(materialOf(parsed.credential)).toString('base64'),
    ...(expiresAt !== undefined && { expiresAt: expiresAt.toISOString() }),
    ...(thumbprint !== undefined && { thumbprint })
  }
}

/** The same where there must be one. */
export function requireCredential (...given: Parameters<typeof readCredential>): TaskCredential {
  const credential = readCredential(...given)
  if (credential === undefined) throw invalid({ Credential: ['Give one credential, such as clientSecret.'] })
  return credential
}

function credentialsIn (body: GivenCredential, tokenFile: string): Array<{ field: string, credential: object }> {
  const { clientSecret, clientSecretExpiresAt, certificate, privateKey, federated, managedIdentity } = body
  const errors: FieldErrors = {}
  if (clientSecretExpiresAt !== undefined && clientSecret === undefined) {
    errors['ClientSecretExpiresAt'] = ['It is the end of a client secret, which is missing.']
  }
  if ((certificate === undefined) !== (privateKey === undefined)) {
    errors[certificate === undefined ? 'Certificate' : 'PrivateKey'] = [
      'A certificate and its private key come together.'
    ]
  }
  if (federated === true && tokenFile === '') {
    errors['Federated'] = ['This installation has no token file: AZURE_FEDERATED_TOKEN_FILE is not set.']
  }
  if (Object.keys(errors).length > 0) throw invalid(errors)
  return [
    ...(clientSecret === undefined
      ? []
      : [{
          field: 'ClientSecret',
          credential: {
            type: 'secret', secret: clientSecret,
            ...(clientSecretExpiresAt !== undefined && { expiresAt: clientSecretExpiresAt })
          }
        }]),
    ...(certificate === undefined || privateKey === undefined
      ? []
      : [{ field: 'Certificate', credential: { type: 'certificate', certificate, privateKey } }]),
    ...(federated === true ? [{ field: 'Federated', credential: { type: 'federated', tokenFile } }] : []),
    ...(managedIdentity === true ? [{ field: 'ManagedIdentity', credential: { type: 'managed-identity' } }] : [])
  ]
}
