import { Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import type { Database } from './database/connect.ts'
import { UpstreamFault } from './problems.ts'
import { sbcOf } from './sbcs/records/sbc-connections.ts'
import type { AddressPolicy } from './schemas/address-policy.ts'
import { credentialOf, type Credential, type CredentialType } from './schemas/microsoft-credential.ts'
import { operatorPlace, sbcPlace } from './schemas/secret-place.ts'
import type { Secrets } from './secrets.ts'
import { operatorConnectionOf } from './tenancy/records/operator-connections.ts'
import type { SealedCredentials } from './upstreams/guarded/device-access.ts'
import type { OperatorAccount, OperatorCredentials } from './upstreams/microsoft/operator-calls.ts'
import type { SbcConnection } from './upstreams/sbc/sbc.ts'

/** What it takes to open what the records keep sealed. */
interface Means { readonly db: Database, readonly secrets: Secrets }
interface DeviceMeans extends Means { readonly sbcAddresses: AddressPolicy }

/** The provider's application at Operator Connect that the account names, with its credentials. */
export async function readOperatorCredentials (
  { db, secrets }: Means, { providerId, ...which }: OperatorAccount
): Promise<OperatorCredentials> {
  const stored = await operatorConnectionOf(db, providerId, which)
  if (stored === undefined) throw nothingSetUp(which.operatorTenantId)
  const { tenantId, clientId, accepted, cloud, apiVersion } = stored
  const place = operatorPlace(providerId, tenantId)
  const opened = (type: CredentialType | null, sealed: Buffer | null): Credential | undefined =>
    type === null || sealed === null ? undefined : credentialOf(type, secrets.open(sealed, place))
  const credential = opened(stored.credentialType, stored.credentialEncrypted)
  if (credential === undefined) {
    throw new UpstreamFault(
      'Microsoft', 'forbidden',
      `Operator Connect tenant ${stored.name} has no credential yet: give it one with changeOperatorCredential.`
    )
  }
  return {
    tenantId, clientId, accepted, cloud, version: apiVersion ?? undefined,
    proxyUrl: stored.proxyEncrypted === null ? undefined : secrets.open(stored.proxyEncrypted, place),
    credential, next: opened(stored.nextCredentialType, stored.nextCredentialEncrypted)
  }
}

function nothingSetUp (operatorTenantId: string | undefined): UpstreamFault {
  return new UpstreamFault('Microsoft', 'forbidden', operatorTenantId === undefined
    ? 'No Operator Connect tenant is set up for this provider: add one with POST /api/v3/operator-connect/tenants.'
    : `Operator Connect tenant ${operatorTenantId} is not set up any more.`)
}

const Limits = Type.Object({
  nameLength: Type.Optional(Type.Integer()), prefixLength: Type.Optional(Type.Integer()),
  tagLength: Type.Optional(Type.Integer()), rules: Type.Optional(Type.Integer()),
  groupNumbers: Type.Optional(Type.Boolean())
})

/** An SBC as it is reached; undefined when the provider has none with this id. */
export async function readSbc (
  { db, secrets, sbcAddresses }: DeviceMeans, providerId: number, sbcId: number, other: SealedCredentials = {}
): Promise<SbcConnection | undefined> {
  const stored = await sbcOf(db, providerId, sbcId)
  if (stored === undefined) return undefined
  const { id, name, driver, baseUrl, username } = stored
  const open = (sealed: string | undefined, known: Buffer | null): string | undefined => {
    const bytes = sealed === undefined ? known : Buffer.from(sealed, 'base64')
    return bytes === null || bytes.length === 0 ? undefined : secrets.open(bytes, sbcPlace(providerId, sbcId))
  }
  return {
    id, name, driver, baseUrl, addresses: sbcAddresses,
    absent: stored.abandoned ? `SBC ${id} was given up; what is on it stays there.` : undefined,
    heldSeconds: stored.heldSeconds, username: other.username ?? username,
    password: open(other.sealedPassword, stored.passwordEncrypted) ?? '',
    certificateAuthority: stored.certificateAuthority ?? undefined,
    certificateFingerprint: stored.certificateFingerprint ?? undefined,
    clientCertificate: (other.clientCertificate ?? stored.clientCertificate) || undefined,
    clientKey: open(other.sealedClientKey, stored.clientKeyEncrypted),
    limits: Value.Check(Limits, stored.limits) ? stored.limits : {}
  }
}
