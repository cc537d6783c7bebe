import { Type } from '@sinclair/typebox'
import { recordsOfProvider } from '../../database/reach.ts'
import { next, reject } from '../../engine/define.ts'
import { ofTenant } from '../../schemas/partitions.ts'
import { connectionPlace } from '../../schemas/secret-place.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { customerOf } from '../records/customers.ts'
import { keepNextCredential, promoteNextCredential } from '../records/microsoft-credentials.ts'
import { sealedCredentialsOf, tenantConnectionOf } from '../records/tenant-connections.ts'
import { refusedCredential, storedCredential, TaskCredential } from './task-credential.ts'

const gone = (): ReturnType<typeof reject> =>
  reject('connection_required', 'The customer has no connection to its Microsoft tenant any more.')

/** Goal: Microsoft took the credential, and we have it as the one that follows. Both are live then. */
export const changeTokenCredential = defineTaskKind({
  name: 'change-token-credential',
  idPrefix: 'tcn_crd',
  requiredScope: 'customer',
  partitionKey: ofTenant('connection'),
  title: 'Give the application of a customer another credential',
  input: Type.Object({ customerId: Type.String(), credential: TaskCredential }),
  progress: Type.Object({}),
  steps: [
    {
      name: 'try',
      message: 'Trying the credential at Microsoft',
      async run (context) {
        const { db, task: { providerId }, input: { customerId, credential } } = context
        const customer = await customerOf(recordsOfProvider(db, providerId), customerId)
        const stored = customer && await sealedCredentialsOf(db, providerId, customer.msTenantId)
        if (customer === undefined || stored === undefined) return gone()
        const { clientId, cloud, sealedProxy } = stored
        return await refusedCredential(context, {
          tenantId: customer.msTenantId, clientId, cloud,
          sealedProxy: sealedProxy === undefined ? null : Buffer.from(sealedProxy, 'base64')
        }, credential, 'customer', connectionPlace(providerId, customer.msTenantId)) ?? next()
      }
    },
    {
      name: 'keep',
      message: 'Keeping the credential',
      async run ({ db, task: { providerId }, input: { customerId, credential }, say, assertLease }) {
        const customer = await customerOf(recordsOfProvider(db, providerId), customerId)
        if (customer === undefined) return gone()
        const { facts, sealed } = storedCredential(credential)
        assertLease()
        if (!await keepNextCredential(db, holder(providerId, customer.msTenantId), facts, sealed)) return gone()
        say('Information', 'It follows the one in use; both are live until that one is given up.')
        return next()
      }
    }
  ],
  conclude: ({ failure }) => ({
    status: failure?.status ?? 'CompletedSuccess', details: [failure === undefined ? 'TokenCredentialKept' : null],
    output: {}
  })
})

/** Goal: the credential that follows is the only one. */
export const promoteTokenCredential = defineTaskKind({
  name: 'promote-token-credential',
  idPrefix: 'tcn_prm',
  requiredScope: 'customer',
  partitionKey: ofTenant('connection'),
  title: 'Give up the older credential of a customer\'s application',
  input: Type.Object({ customerId: Type.String() }),
  progress: Type.Object({}),
  steps: [
    {
      name: 'promote',
      message: 'Giving up the older credential',
      async run ({ db, task: { providerId }, input: { customerId }, say }) {
        const connection = await tenantConnectionOf(recordsOfProvider(db, providerId), customerId)
        if (connection === undefined) return gone()
        if (connection.nextCredential === null) {
          return reject('credential_missing', 'There is no credential that follows: give one first.')
        }
        say('Information', 'The credential that followed is the only one now.')
        return next({}, async trx => {
          await promoteNextCredential(trx, holder(providerId, connection.msTenantId))
        })
      }
    }
  ],
  conclude: ({ failure }) => ({
    status: failure?.status ?? 'CompletedSuccess', details: [failure === undefined ? 'TokenCredentialPromoted' : null],
    output: {}
  })
})

function holder (providerId: number, tenantId: string): Parameters<typeof keepNextCredential>[1] {
  return { of: 'customer', providerId, tenantId }
}
