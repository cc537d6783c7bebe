import { Type } from '@sinclair/typebox'
import { recordsOfProvider } from '../../database/reach.ts'
import { next, reject } from '../../engine/define.ts'
import { microsoftClouds } from '../../schemas/microsoft-cloud.ts'
import { ofTenant } from '../../schemas/partitions.ts'
import { connectionPlace } from '../../schemas/secret-place.ts'
import { Words } from '../../schemas/value.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { customerOf } from '../records/customers.ts'
import { saveTenantConnection, sealedCredentialsOf } from '../records/tenant-connections.ts'
import { lookAtConnection } from './check-connection.ts'
import { refusedCredential, storedCredential, TaskCredential } from './task-credential.ts'

/** Goal: Microsoft takes the application, we have it as the customer's only one, and know what it may do. */
export const setTokenConnection = defineTaskKind({
  name: 'set-token-connection',
  idPrefix: 'tcn_set',
  requiredScope: 'customer',
  partitionKey: ofTenant('connection'),
  title: 'Connect the Microsoft tenant of a customer',
  input: Type.Object({
    customerId: Type.String(),
    clientId: Type.String(),
    cloud: Type.Optional(Words(microsoftClouds)),
    proxy: Type.Optional(Type.Union([
      Type.Object({ sealedUrl: Type.String(), shown: Type.String() }), Type.Null()
    ])),
    credential: TaskCredential
  }),
  /** What the application was found to lack, if anything. */
  progress: Type.Object({ lack: Type.String() }),
  steps: [
    {
      name: 'try',
      message: 'Trying the application at Microsoft',
      async run (context) {
        const { db, task: { providerId }, input: { customerId, clientId, cloud, proxy, credential } } = context
        const customer = await customerOf(recordsOfProvider(db, providerId), customerId)
        if (customer === undefined) return reject('customer_not_found', 'The customer is not there any more.')
        const { msTenantId: tenantId } = customer
        const stored = await sealedCredentialsOf(db, providerId, tenantId)
        const sealedProxy = proxy === undefined ? stored?.sealedProxy : proxy?.sealedUrl
        return await refusedCredential(context, {
          tenantId, clientId, cloud: cloud ?? stored?.cloud,
          sealedProxy: sealedProxy === undefined ? null : Buffer.from(sealedProxy, 'base64')
        }, credential, 'customer', connectionPlace(providerId, tenantId)) ?? next()
      }
    },
    {
      name: 'keep',
      message: 'Keeping the application',
      async run ({ db, task: { providerId }, input }) {
        const { customerId, clientId, cloud, proxy, credential } = input
        if (await customerOf(recordsOfProvider(db, providerId), customerId) === undefined) {
          return reject('customer_not_found', 'The customer is not there any more.')
        }
        return next({}, trx => saveTenantConnection(trx, providerId, {
          customerId, clientId, cloud, credential: storedCredential(credential),
          proxy: proxy == null ? proxy : { sealed: Buffer.from(proxy.sealedUrl, 'base64'), shown: proxy.shown }
        }))
      }
    },
    {
      name: 'look',
      message: 'Looking at what the application may do',
      async run (context) {
        const { db, task: { providerId }, input: { customerId } } = context
        const customer = await customerOf(recordsOfProvider(db, providerId), customerId)
        if (customer === undefined) return reject('customer_not_found', 'The customer is not there any more.')
        const check = await lookAtConnection(context, customer.msTenantId)
        if (check.status === 'ok') return next()
        context.say('Warning', `The connection is kept, and does not work yet: ${check.reason}`)
        return next({ lack: check.reason })
      }
    }
  ],
  conclude ({ progress, failure }) {
    const status = failure?.status ?? (progress.lack === undefined ? 'CompletedSuccess' : 'CompletedWithErrors')
    return {
      status, details: [failure === undefined ? 'TokenConnectionKept' : null],
      output: { ...(progress.lack !== undefined && { Lack: progress.lack }) }
    }
  }
})
