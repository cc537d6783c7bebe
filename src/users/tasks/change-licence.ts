import { recordsOfProvider } from '../../database/reach.ts'
import { Type } from '@sinclair/typebox'
import type { Queryable } from '../../database/connect.ts'
import { customerOf } from '../../tenancy/records/customers.ts'
import { licencesInUse } from '../records/licence-holds.ts'
import { keepLicenceDay, writeLicence } from '../records/licences.ts'
import { saveTenantConnection } from '../../tenancy/records/tenant-connections.ts'
import { next, reject } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { isLicenceMove } from '../../tenancy/tasks/licence-moves.ts'
import { byTenant } from '../../schemas/partitions.ts'

const input = Type.Object({
  customerId: Type.String(),
  way: Type.Union([Type.Literal('upgrade'), Type.Literal('change')]),
  licenseType: Type.Optional(Type.Integer()),
  licensedUsersCount: Type.Optional(Type.Integer()),
  fullName: Type.Optional(Type.String()),
  connection: Type.Optional(Type.Object({ clientId: Type.String(), sealedSecret: Type.String() }))
})

/** Goal: the customer has this licence, and a connection that was tried. Nothing of it is kept unless all of it is. */
export const changeLicence = defineTaskKind({
  name: 'change-licence',
  idPrefix: 'tsk',
  requiredScope: 'channel',
  partitionKey: byTenant,
  title: 'Change the licence of a customer',
  input,
  /** What Microsoft told when the application was tried. */
  progress: Type.Object({ defaultDomain: Type.String(), secretExpiresAt: Type.String() }),
  steps: [
    {
      name: 'check-connection',
      message: 'Trying the application of the customer at Microsoft',
      async run ({ graph, db, task: { providerId }, input: { customerId, connection } }) {
        const customer = await customerOf(recordsOfProvider(db, providerId), customerId)
        if (customer === undefined) return reject('customer_not_found', 'The customer is not there any more.')
        if (connection === undefined) return next()
        const check = await graph.checkConnection(providerId, customer.msTenantId, connection)
        if (check.status !== 'ok') {
          return reject(check.status === 'bad-credentials' ? 'secret_refused' : 'connection_refused', check.reason)
        }
        const { defaultDomain, secretExpiresAt } = check
        return next({
          ...(defaultDomain !== undefined && { defaultDomain }),
          ...(secretExpiresAt !== undefined && { secretExpiresAt })
        })
      }
    },
    {
      name: 'change',
      message: 'Changing the licence',
      async run ({ db, task: { providerId }, input, progress }) {
        const { customerId, way, licenseType, licensedUsersCount, fullName, connection } = input
        const customer = await customerOf(recordsOfProvider(db, providerId), customerId)
        if (customer === undefined) return reject('customer_not_found', 'The customer is not there any more.')
        if (licenseType !== undefined && !isLicenceMove(way, customer.licenseType, licenseType)) {
          return reject(
            'license_change_invalid', 'The licence was changed meanwhile, so that this change is not possible any more.'
          )
        }
        const tooFew = async (at: Queryable): Promise<number | undefined> => {
          const used = licensedUsersCount === undefined
            ? 0
            : await licencesInUse(recordsOfProvider(at, providerId), customer.msTenantId)
          return licensedUsersCount !== undefined && licensedUsersCount < used ? used : undefined
        }
        const used = await tooFew(db)
        if (used !== undefined) return reject('licences_in_use', inUse(used))
        return next({}, async trx => {
          // Whoever changed it in between makes this fail and be judged anew.
          if (!await writeLicence(trx, providerId, customer, { licenseType, licensedUsersCount, fullName })) {
            throw new Error(`Customer ${customerId} was changed meanwhile`)
          }
          // The row is locked now: no user gets a licence behind this look.
          if (await tooFew(trx) !== undefined) {
            throw new Error(`Users of customer ${customerId} were licensed meanwhile`)
          }
          if (connection !== undefined) {
            const { clientId, sealedSecret } = connection
            const credential = {
              facts: { type: 'secret', expiresAt: undefined, thumbprint: undefined },
              sealed: Buffer.from(sealedSecret, 'base64')
            } as const
            await saveTenantConnection(trx, providerId, { customerId, clientId, credential, ...progress })
          }
          await keepLicenceDay(trx, providerId, customerId)
        })
      }
    }
  ],
  conclude: ({ failure }) => ({
    status: failure?.status ?? 'CompletedSuccess', details: [failure?.code ?? null], output: {}
  })
})

export function inUse (used: number): string {
  return `${used} users are licensed; unassign their numbers first, or keep at least so many licences.`
}
