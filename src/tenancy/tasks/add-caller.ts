import { Type } from '@sinclair/typebox'
import { next, reject } from '../../engine/define.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { deleteCaller, insertCaller, refusedBecauseRegistered } from '../records/callers.ts'
import { callerRoles } from '../schemas/caller.ts'

/** Goal: the application may call for the node. */
export const addCaller = defineTaskKind({
  name: 'add-caller',
  idPrefix: 'wla',
  requiredScope: 'customer',
  partitionKey: ofProvider('callers'),
  title: 'Register an application',
  input: Type.Object({
    callerId: Type.String(),
    name: Type.String(),
    clientId: Type.String(),
    tenantId: Type.String(),
    role: Type.Union(callerRoles.map(role => Type.Literal(role))),
    channelId: Type.Optional(Type.Integer()),
    customerId: Type.Optional(Type.String()),
    expiresAt: Type.Optional(Type.String())
  }),
  progress: Type.Object({}),
  steps: [{
    name: 'register',
    message: 'Registering it',
    async run (context) {
      const { db, task, input: { callerId: id, ...row } } = context
      context.assertLease()
      try {
        await insertCaller(db, task.providerId, { ...row, id })
      } catch (error) {
        if (!refusedBecauseRegistered(error)) throw error
        return reject(
          'caller_exists', `Application ${row.clientId} of directory ${row.tenantId} is registered already.`
        )
      }
      return next()
    },
    undo: async ({ task, input }) => next({}, trx => deleteCaller(trx, task.providerId, input.callerId))
  }],
  conclude: ({ input, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess',
    details: [failure === undefined ? 'CallerRegistered' : 'CallerNotRegistered'],
    output: failure === undefined ? { CallerId: input.callerId } : {}
  })
})
