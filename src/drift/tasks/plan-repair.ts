import { Type } from '@sinclair/typebox'
import { minutes, next, reject } from '../../engine/define.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { Words } from '../../schemas/value.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { makePlan, sealPlan, type PlanOrder } from '../records/plan-making.ts'
import { approvePlan } from '../records/plans.ts'
import { planCounts } from '../records/repairs.ts'
import { driftClasses, repairs } from '../schemas/drift-class.ts'
import { judgePlan } from './judge-plan.ts'

const Filter = Type.Object({
  classes: Type.Optional(Type.Array(Words(driftClasses))),
  msTenantId: Type.Optional(Type.String()),
  sbcId: Type.Optional(Type.Integer()),
  numbers: Type.Optional(Type.Array(Type.String()))
})

/** Makes a plan, as it stays. */
export async function plan (trx: Parameters<typeof makePlan>[0], order: PlanOrder): Promise<void> {
  await makePlan(trx, order)
  await judgePlan(trx, order)
  await sealPlan(trx, order)
}

/** Goal: what would be done about differences is known, number by number. Nothing is changed. */
export const planRepair = defineTaskKind({
  name: 'plan-repair',
  idPrefix: 'drf_pln',
  requiredScope: 'provider',
  partitionKey: ofProvider('repair plans'),
  title: 'Plan what is done about differences',
  input: Type.Object({ filter: Filter, repairs: Type.Partial(Type.Record(Words(driftClasses), Words(repairs))) }),
  progress: Type.Object({ planned: Type.Integer(), left: Type.Integer() }),
  steps: [
    {
      name: 'plan', message: 'Planning what is to be done', timeLimit: minutes(10),
      run: async ({ task, input: { filter, repairs } }) => next({}, trx =>
        plan(trx, { providerId: task.providerId, id: task.id, caller: task.caller, filter, repairs }))
    },
    {
      name: 'complete', message: 'Completing the task',
      async run ({ db, task }) {
        const { planned, left } = await planCounts(db, task)
        return next({ planned, left })
      }
    }
  ],
  conclude: ({ task, progress: { planned = 0, left = 0 }, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess',
    details: [failure !== undefined ? null : planned > 0 ? 'RepairPlanned' : 'NothingToRepair'],
    output: { PlanId: task.id, Planned: planned, LeftToPeople: left }
  })
})

/** Goal: the plan is approved, by another application than the one that made it. */
export const approveRepair = defineTaskKind({
  name: 'approve-repair',
  idPrefix: 'drf_apv',
  requiredScope: 'provider',
  partitionKey: ofProvider('repair plans'),
  isEqualByInput: true,
  title: 'Approve a plan',
  input: Type.Object({ planId: Type.String(), madeBy: Type.String() }),
  progress: Type.Object({}),
  steps: [{
    name: 'approve',
    message: 'Approving the plan',
    run: async ({ task, input: { planId, madeBy } }) => madeBy === task.caller
      ? reject('approval_needed', 'Another application must approve the plan than the one that made it.')
      : next({}, trx => approvePlan(trx, task, planId))
  }],
  conclude: ({ input, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess',
    details: [failure !== undefined ? null : input.madeBy === '' ? 'NothingToApprove' : 'PlanApproved'],
    output: { PlanId: input.planId }
  })
})
