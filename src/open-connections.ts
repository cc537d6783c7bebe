import { Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import type { Database } from './database/connect.ts'
import { UpstreamFault } from './problems.ts'
import { sbcOf } from './sbcs/records/sbc-connections.ts'
import { credentialOf } from './schemas/microsoft-credential.ts'
import type { Secrets } from './secrets.ts'
import { operatorConnectionOf } from './tenancy/records/operator-connections.ts'
import type { SealedCredentials } from './upstreams/guarded/device-access.ts'
import type { ClientCredentials } from './upstreams/microsoft/client-credentials.ts'
import type { SbcConnection } from './upstreams/sbc/sbc.ts'

/** What it takes to open what the records keep sealed. */
interface Means { readonly db: Database, readonly secrets: Secrets }

/** The provider's application at Operator Connect, with its credentials. */
export async function readOperatorCredentials (
  { db, secrets }: Means, providerId: number
): Promise<ClientCredentials> {
  const stored = await operatorConnectionOf(db, providerId)
  if (stored === undefined) {
    throw new UpstreamFault('Microsoft', 'forbidden', 'No Operator Connect tenant is set up for this provider.')
  }
  const { tenantId, clientId, accepted, cloud, nextCredentialType, nextCredentialEncrypted } = stored
  return {
    tenantId, clientId, accepted, cloud, proxyUrl: stored.proxyUrl ?? undefined,
    credential: credentialOf(stored.credentialType, secrets.open(stored.credentialEncrypted)),
    next: nextCredentialType === null || nextCredentialEncrypted === null
      ? undefined
      : credentialOf(nextCredentialType, secrets.open(nextCredentialEncrypted))
  }
}

const Limits = Type.Object({
  nameLength: Type.Optional(Type.Integer()), prefixLength: Type.Optional(Type.Integer()),
  tagLength: Type.Optional(Type.Integer())
})

/** An SBC as it is reached; undefined when the provider has none with this id. */
export async function readSbc (
  { db, secrets }: Means, providerId: number, sbcId: number, other: SealedCredentials = {}
): Promise<SbcConnection | undefined> {
  const stored = await sbcOf(db, providerId, sbcId)
  if (stored === undefined) return undefined
  const { id, name, driver, baseUrl, username } = stored
  const open = (sealed: string | undefined, known: Buffer | null): string | undefined => {
    const bytes = sealed === undefined ? known : Buffer.from(sealed, 'base64')
    return bytes === null || bytes.length === 0 ? undefined : secrets.open(bytes)
  }
  return {
    id, name, driver, baseUrl,
    absent: stored.abandoned ? `SBC ${id} was given up; what is on it stays there.` : undefined,
    username: other.username ?? username,
    password: open(other.sealedPassword, stored.passwordEncrypted) ?? '',
    certificateAuthority: stored.certificateAuthority ?? undefined,
    certificateFingerprint: stored.certificateFingerprint ?? undefined,
    clientCertificate: (other.clientCertificate ?? stored.clientCertificate) || undefined,
    clientKey: open(other.sealedClientKey, stored.clientKeyEncrypted),
    limits: Value.Check(Limits, stored.limits) ? stored.limits : {}
  }
}
