import { Type } from '@sinclair/typebox'
import type { BackgroundJob } from '../../engine/background.ts'
import { isOver, longLook, stopped } from '../../engine/children.ts'
import { hours, minutes, next, wait } from '../../engine/define.ts'
import { enqueueWith } from '../../engine/enqueue.ts'
import { untilThawed } from '../../sbcs/tasks/may-change.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { whileLeading } from '../../database/lead.ts'
import { compare, countFound } from '../records/comparison.ts'
import { repairsByItself } from '../records/policies.ts'
import { dueProviders, forgetPlaces } from '../records/readings.ts'
import { planCounts } from '../records/repairs.ts'
import { applyRepair } from './apply-repair.ts'
import { plan } from './plan-repair.ts'
import { readMicrosoft, TenantReading } from './read-microsoft.ts'
import { readSbcs } from './read-sbcs.ts'

const progress = Type.Object({
  tenant: Type.Union([TenantReading, Type.Null()]),
  /** The tenant and the device that were begun with last. */
  after: Type.String(),
  device: Type.Union([Type.Object({ sbcId: Type.Integer(), round: Type.Integer() }), Type.Null()]),
  afterDevice: Type.Integer(),
  /** What could not be read. */
  unread: Type.Array(Type.String()),
  counts: Type.Object({ found: Type.Integer(), appeared: Type.Integer() })
})

/**
 * Goal: what Microsoft and SBCs have is known, and so is where that and the records differ. Only what its policy lets
 * repair itself is changed, by a task of its own.
 */
export const detectDrift = defineTaskKind({
  name: 'detect-drift',
  idPrefix: 'drf',
  requiredScope: 'provider',
  partitionKey: ofProvider('drift'),
  retentionDays: 7,
  isEqualByInput: true,
  title: 'Find where records, Microsoft and SBCs differ',
  input: Type.Object({ msTenantId: Type.Optional(Type.String()) }),
  progress,
  steps: [
    {
      name: 'read-microsoft', message: 'Reading the numbers of tenants at Microsoft', timeLimit: minutes(5),
      giveUpAfter: hours(12), run: readMicrosoft
    },
    {
      name: 'read-sbcs', message: 'Reading the numbers on SBCs', timeLimit: minutes(10), giveUpAfter: hours(2),
      run: readSbcs
    },
    {
      name: 'compare', message: 'Comparing all of it', timeLimit: minutes(10),
      run: async ({ task }) => next({}, async trx => {
        await forgetPlaces(trx, task)
        await compare(trx, task)
      })
    },
    {
      name: 'plan', message: 'Planning what repairs itself', timeLimit: minutes(10),
      run: async ({ db, task }) => await repairsByItself(db, task.providerId)
        ? next({}, trx => plan(trx, { ...task, filter: {}, repairs: {}, byItself: true }))
        : next()
    },
    {
      // What is frozen was not planned; a freeze that begins now holds what has not begun.
      name: 'repair', message: 'Repairing it', giveUpAfter: untilThawed + hours(24),
      async run ({ db, task, children }) {
        if ((await planCounts(db, task)).planned === 0) return next()
        await children.begin({ key: 'repair', kind: applyRepair, input: { planId: task.id } })
        return (await children.list()).every(isOver) ? next() : wait(longLook)
      },
      undo: async ({ children }) => await stopped(children) === undefined ? wait(longLook) : next()
    },
    {
      name: 'complete', message: 'Completing the task',
      async run ({ db, task, say }) {
        const counts = await countFound(db, task)
        say('Information', `Differences: ${counts.found}, new ones: ${counts.appeared}.`)
        return next({ counts })
      }
    }
  ],
  conclude: ({ progress: { counts, unread = [] }, failure }) => ({
    status: failure?.status ?? (unread.length === 0 ? 'CompletedSuccess' : 'CompletedWithErrors'),
    details: [failure !== undefined ? null : (counts?.found ?? 0) > 0 ? 'DriftFound' : 'NoDriftFound'],
    output: { Found: counts?.found ?? 0, Appeared: counts?.appeared ?? 0, Unread: unread }
  })
})

const watchLock = 7311

/** Reads and compares again and again, whichever worker is alive; one task at a time. */
export function driftWatch (pauseSeconds: number, everySeconds = 60): BackgroundJob {
  return {
    name: 'drift-watch',
    everySeconds,
    atStart: false,
    async run (db) {
      await whileLeading(db, watchLock, async trx => {
        const due = await dueProviders(trx, detectDrift.name, pauseSeconds)
        await enqueueWith(trx, due.map(providerId => ({
          kind: detectDrift, providerId, caller: 'dialplane', input: {}
        })))
      })
    }
  }
}
