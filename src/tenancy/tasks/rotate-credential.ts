import type { Database } from '../../database/connect.ts'
import { factsOf, materialOf, parseCredential } from '../../schemas/microsoft-credential.ts'
import type { Application, MicrosoftIdentities } from '../../upstreams/microsoft/identities.ts'
import { keepNextCredential, type CredentialHolder } from '../records/microsoft-credentials.ts'

export interface RotationMeans {
  readonly db: Database
  readonly identities: MicrosoftIdentities
  seal (text: string): Buffer
}

/** `reason` is for the caller and names no secret. */
export type Rotation = { status: 'kept' } | { status: 'refused', reason: string }

/**
 * Tries a credential at Microsoft, and keeps it as the next one only when it brought a token. The one in use stays.
 * `given` is as somebody sent it.
 */
export async function rotateCredential (
  { db, identities, seal }: RotationMeans, holder: CredentialHolder, application: Application, given: unknown
): Promise<Rotation> {
  const parsed = parseCredential(given)
  if (parsed.status === 'refused') return parsed
  const { credential } = parsed
  const facts = factsOf(credential)
  if (facts.expiresAt !== undefined && facts.expiresAt.getTime() <= Date.now()) {
    return { status: 'refused', reason: 'The credential has ended already.' }
  }
  const tried = await identities.tryCredential(application, credential, holder.of)
  if (tried.status === 'refused') return tried
  const isKept = await keepNextCredential(db, holder, facts, seal(materialOf(credential)))
  return isKept ? { status: 'kept' } : { status: 'refused', reason: 'No such application was set up.' }
}
