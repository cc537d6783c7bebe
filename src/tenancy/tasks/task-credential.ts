import { Type, type Static } from '@sinclair/typebox'
import { reject } from '../../engine/define.ts'
import { UpstreamFault } from '../../problems.ts'
import { credentialOf, credentialTypes } from '../../schemas/microsoft-credential.ts'
import type { SecretPlace } from '../../schemas/secret-place.ts'
import { Words } from '../../schemas/value.ts'
import type { StepContext } from '../../upstreams/guarded/tools.ts'
import type { Application } from '../../upstreams/microsoft/identities.ts'
import type { SealedCredential } from '../records/microsoft-credentials.ts'

/** A credential as a task holds it; its material is sealed, in base64. */
export const TaskCredential = Type.Object({
  type: Words(credentialTypes),
  expiresAt: Type.Optional(Type.String()),
  thumbprint: Type.Optional(Type.String()),
  sealedMaterial: Type.String()
})
export type TaskCredential = Static<typeof TaskCredential>

export function storedCredential ({ type, expiresAt, thumbprint, sealedMaterial }: TaskCredential): SealedCredential {
  return {
    facts: { type, expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt), thumbprint },
    sealed: Buffer.from(sealedMaterial, 'base64')
  }
}

type Means = Pick<StepContext<unknown, object>, 'identities' | 'openSecret' | 'say'>

type Candidate = Omit<Application, 'proxyUrl'> & { readonly sealedProxy: Buffer | null }

/**
 * Tries a credential before it is kept: a rejection when Microsoft gives no token for it, or is not reached through
 * the proxy, which somebody may have misspelt. Without a proxy an outage is waited for.
 */
export async function refusedCredential (
  { identities, openSecret, say }: Means, { sealedProxy, ...application }: Candidate, credential: TaskCredential,
  use: 'operator' | 'customer', place: SecretPlace
): Promise<ReturnType<typeof reject> | undefined> {
  const { sealed } = storedCredential(credential)
  const proxyUrl = sealedProxy === null ? undefined : openSecret(sealedProxy, place)
  const tried = await identities.tryCredential(
    { ...application, proxyUrl }, credentialOf(credential.type, openSecret(sealed, place)), use
  ).catch((error: unknown) => {
    if (proxyUrl === undefined || !(error instanceof UpstreamFault) || error.kind !== 'unreachable') throw error
    return { status: 'refused', reason: `Through the proxy ${new URL(proxyUrl).host}: ${error.message}` } as const
  })
  if (tried.status === 'refused') return reject('credential_refused', tried.reason)
  say('Information', 'Microsoft takes the credential.')
  return undefined
}
