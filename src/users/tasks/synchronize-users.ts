import { recordsOfProvider } from '../../database/reach.ts'
import { Type } from '@sinclair/typebox'
import {
  finishUserRound, keepUserNumbers, keepUsers, nextUserRound, userCopyOf, userPartition
} from '../records/tenant-users.ts'
import { checkConnection } from '../../tenancy/tasks/check-connection.ts'
import { hours, minutes, next, reject, wait } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { toKeptUser } from './kept-user.ts'

const input = Type.Object({ msTenantId: Type.String() })

const progress = Type.Object({
  /** Where to read on; null reads everything. */
  link: Type.Union([Type.String(), Type.Null()]),
  everything: Type.Boolean(),
  round: Type.Integer(),
  restarts: Type.Integer(),
  read: Type.Integer(),
  removed: Type.Integer()
})

/**
 * Goal: our copy of the tenant's users is as Microsoft has them. Reads what changed since the last time, or everything.
 */
export const synchronizeUsers = defineTaskKind({
  name: 'synchronize-users',
  idPrefix: 'usr',
  requiredScope: 'customer',
  partitionKey: userPartition,
  retentionDays: 7,
  isEqualByInput: true,
  title: 'Read the users of a customer',
  input,
  progress,
  steps: [
    {
      name: 'connect',
      message: 'Checking the connection to the tenant',
      async run (context) {
        const { db, task, input } = context
        const broken = await checkConnection(context, input.msTenantId)
        if (broken !== undefined) return broken
        const { deltaLink } = await userCopyOf(recordsOfProvider(db, task.providerId), input.msTenantId)
        return next({
          link: deltaLink, everything: deltaLink === null, round: await nextUserRound(db), restarts: 0, read: 0,
          removed: 0
        })
      }
    },
    {
      name: 'read-users',
      message: 'Reading users page by page',
      timeLimit: minutes(2),
      giveUpAfter: hours(4),
      async run (context) {
        const { db, task, input, graph, progress } = context
        const { link = null, round = 0, restarts = 0, read = 0, removed = 0 } = progress
        const page = await graph.userChanges(task.providerId, input.msTenantId, link ?? undefined)
        if (page.status === 'expired') {
          if (restarts >= 3) return reject('users_unreadable', 'Microsoft does not let us read the users to their end.')
          context.say('Information', 'Too much time has passed since the last reading; reading all users again.')
          return wait(0, { link: null, everything: true, round: await nextUserRound(db), restarts: restarts + 1 })
        }
        const done = { link: page.link, read: read + page.users.length, removed: removed + page.removed.length }
        const key = { providerId: task.providerId, msTenantId: input.msTenantId }
        const keep = (trx: Parameters<typeof keepUsers>[0]): Promise<void> =>
          keepUsers(trx, key, round, page.users.map(toKeptUser), page.removed)
        return page.more ? wait(0, done, keep) : next(done, keep)
      }
    },
    {
      name: 'read-numbers',
      message: 'Reading which user has which number',
      timeLimit: minutes(5),
      async run (context) {
        const { task, input, graph, progress } = context
        const key = { providerId: task.providerId, msTenantId: input.msTenantId }
        const assigned = (await graph.assignedNumbers(task.providerId, input.msTenantId)).flatMap((
          { targetId, number, type, category }
        ) =>
          targetId === undefined || (category ?? 'primary') !== 'primary' ? [] : [{ userId: targetId, number, type }]
        )
        context.say(
          'Information',
          progress.everything === true
            ? `All ${progress.read ?? 0} users read.`
            : `${progress.read ?? 0} changed and ${progress.removed ?? 0} removed users read.`
        )
        return next({}, async trx => {
          await finishUserRound(trx, key, progress.round ?? 0, progress.link ?? '', progress.everything ?? false)
          await keepUserNumbers(trx, key, assigned)
        })
      }
    }
  ],
  conclude ({ input, progress, failure }) {
    return {
      status: failure?.status ?? 'CompletedSuccess',
      details: [failure === undefined ? 'UsersSynchronized' : 'UsersNotSynchronized'],
      output: {
        MsTenantId: input.msTenantId, UsersRead: progress.read ?? 0, UsersRemoved: progress.removed ?? 0,
        Everything: progress.everything ?? false
      }
    }
  }
})
