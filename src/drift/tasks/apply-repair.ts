import { Type } from '@sinclair/typebox'
import { recordsOfProvider } from '../../database/reach.ts'
import { isOver, longLook, stopped, type ChildOrder, type OrderedKind } from '../../engine/children.ts'
import { approval } from '../../engine/approval.ts'
import { hours, minutes, next, reject, wait, type Outcome } from '../../engine/define.ts'
import { ItemsHeld } from '../../engine/enqueue.ts'
import { toSeen } from '../../numbers/tasks/number-sync.ts'
import { changeNumbers } from '../../numbers/tasks/change-numbers/index.ts'
import { releaseNumbers } from '../../numbers/tasks/release-numbers/index.ts'
import { uploadNumbers } from '../../numbers/tasks/upload-numbers/index.ts'
import { untilThawed, whenAllowed, windowStep } from '../../sbcs/tasks/may-change.ts'
import { asE164 } from '../../schemas/phone-number.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { customerOfTenant } from '../../tenancy/records/tenants.ts'
import { braked } from '../../tenancy/tasks/braked.ts'
import { defineTaskKind, type StepContext } from '../../upstreams/guarded/tools.ts'
import { reachOfPlan, undoneOfTask } from '../records/plan-reach.ts'
import { hasPlan, takePlan } from '../records/plans.ts'
import {
  failMoved, itemsToLook, planCounts, removalsOfPlan, repairGroups, settlePlan, type LookedItem, type RepairGroup
} from '../records/repairs.ts'
import { repairNumbers } from './repair-numbers.ts'

interface Progress {
  looked: { tenant: string, number: string }
  counts: { planned: number, repaired: number, failed: number, left: number }
}
type Context = StepContext<{ planId: string }, Progress>

const lookedAtOnce = 1000
const numbersOfTask = 5000
const nowhere = { tenant: '00000000-0000-0000-0000-000000000000', number: '' }
const planOf = ({ task, input }: Context): { providerId: number, id: string } =>
  ({ providerId: task.providerId, id: input.planId })

/** What takes numbers away needs an approval beyond the brakes, unless somebody else has approved the plan itself. */
async function weigh (context: Context): Promise<Outcome<Progress>> {
  const { db, task, input: { planId } } = context
  for (const { msTenantId, count, held } of await removalsOfPlan(db, planOf(context))) {
    const asked = await braked(context, {
      action: 'apply-repair', msTenantId: msTenantId ?? undefined, count, held: async () => held, things: 'numbers'
    })
    if (asked !== undefined) return approval(asked)
  }
  return next({}, trx => takePlan(trx, task, planId))
}

/** Asks Microsoft again for what the plan stands on: what is otherwise by now is left alone. */
async function lookAgain (context: Context): Promise<Outcome<Progress>> {
  const { db, task, input: { planId }, microsoft, progress: { looked = nowhere } } = context
  if (!await hasPlan(db, task, planId)) return reject('plan_stale', 'Another task has applied the plan.')
  const items = await itemsToLook(db, planOf(context), looked, lookedAtOnce)
  const [first] = items
  if (first === undefined) return next()
  const own = items.filter(({ msTenantId }) => msTenantId === first.msTenantId)
  const found = await microsoft.findNumbers(task.providerId, first.msTenantId, own.map(({ number }) => asE164(number)))
  const moved = own.filter(item => !isAsPlanned(item, found.get(item.number)))
  const last = own.at(-1) ?? first
  return wait(0, { looked: { tenant: last.msTenantId, number: last.number } }, trx =>
    failMoved(trx, planOf(context), moved.map(({ number }) => number)))
}

function isAsPlanned ({ isThere, facts }: LookedItem, found: Parameters<typeof toSeen>[0] | undefined): boolean {
  if (found === undefined || !isThere) return found === undefined && !isThere
  const { callingProfileId, usage, capabilities, civicAddressId, locationId } = toSeen(found)
  const now = { callingProfileId, usage, capabilities: [...capabilities].sort(), civicAddressId, locationId }
  return Object.entries(now).every(([name, value]) => JSON.stringify(value) === JSON.stringify(facts?.[name]))
}

/** The tasks that do what is planned are those of the single operations, so that nothing is done in a second way. */
async function doIt (context: Context): Promise<Outcome<Progress>> {
  const { db, task, input: { planId }, children } = context
  for (const group of await repairGroups(db, planOf(context), numbersOfTask)) {
    try {
      await children.begin(await orderOf(context, group))
    } catch (error) {
      if (!(error instanceof ItemsHeld)) throw error
      context.say('Warning', 'Other tasks hold some of the numbers; they are waited for.')
      return wait(10)
    }
  }
  if (!(await children.list()).every(isOver)) return wait(longLook)
  return next({}, trx => settlePlan(trx, { providerId: task.providerId, id: planId }, task.id))
}

const kinds = {
  release: releaseNumbers, forget: releaseNumbers, adopt: uploadNumbers, upload: uploadNumbers,
  change: changeNumbers, here: repairNumbers
} as const satisfies Record<RepairGroup['repair'], unknown>

async function orderOf (
  { db, task, input: { planId } }: Context, { repair, msTenantId, settings, part, numbers }: RepairGroup
): Promise<ChildOrder> {
  const key = `${repair} ${msTenantId ?? ''} ${JSON.stringify(settings)} ${part}`
  const kind: OrderedKind<object> = kinds[repair]
  const customer = msTenantId === null
    ? undefined
    : await customerOfTenant(recordsOfProvider(db, task.providerId), msTenantId)
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null))
  const input = repair === 'here'
    ? { planId }
    : repair === 'change'
      ? { ...given, msTenantId, duplicates: [] }
      : repair === 'adopt' || repair === 'upload'
        ? { ...given, msTenantId, workflowVersion: 3, source: 'webapi', duplicates: [], adopt: true }
        : { msTenantId, removeFromOperatorConnect: repair === 'release', duplicates: [], isWeighed: true }
  return {
    key, kind, input, items: numbers, msTenantId: msTenantId ?? undefined, customerId: customer?.id,
    channelId: customer?.channelId ?? undefined
  }
}

/** Goal: exactly what a plan says is done. What is not as it was when the plan was made is left alone, and fails. */
export const applyRepair = defineTaskKind({
  name: 'apply-repair',
  idPrefix: 'drf_app',
  requiredScope: 'provider',
  partitionKey: ofProvider('repairs'),
  isEqualByInput: true,
  /** The plan itself holds what was left undone; the retry takes it over when it begins. */
  copyForRetry: undoneOfTask,
  title: 'Do what a plan says',
  input: Type.Object({ planId: Type.String() }),
  progress: Type.Object({
    looked: Type.Object({ tenant: Type.String(), number: Type.String() }),
    counts: Type.Object({
      planned: Type.Integer(), repaired: Type.Integer(), failed: Type.Integer(), left: Type.Integer()
    })
  }),
  steps: [
    {
      // Before the plan is judged: what it stands on may have moved by the end of a freeze.
      ...windowStep,
      async run (context) {
        const { sbcIds, msTenantIds } = await reachOfPlan(context.db, planOf(context))
        return whenAllowed(context, { sbcIds, ofTenants: msTenantIds })
      }
    },
    {
      name: 'take', message: 'Looking whether the plan still holds', timeLimit: minutes(5),
      run: weigh
    },
    { name: 'look', message: 'Asking Microsoft again', timeLimit: minutes(5), giveUpAfter: hours(2), run: lookAgain },
    {
      name: 'repair', message: 'Doing what is planned', timeLimit: minutes(10),
      giveUpAfter: untilThawed + hours(24), run: doIt,
      /** Each of its tasks takes back what it did not finish; what is done stays done. */
      async undo ({ task, input, children }) {
        const over = await stopped(children)
        return over === undefined
          ? wait(longLook)
          : next({}, trx => settlePlan(trx, { providerId: task.providerId, id: input.planId }, task.id))
      }
    },
    {
      name: 'complete', message: 'Completing the task',
      run: async context => next({ counts: await planCounts(context.db, planOf(context)) })
    }
  ],
  conclude ({ input, progress: { counts }, failure }) {
    const { planned = 0, repaired = 0, failed = 0 } = counts ?? {}
    const status = failure?.status ??
      (failed === 0 ? 'CompletedSuccess' : repaired === 0 ? 'Failed' : 'CompletedWithErrors')
    return {
      status, details: [status === 'CompletedSuccess' ? 'Repaired' : 'NotAllRepaired'],
      output: { PlanId: input.planId, Planned: planned, Repaired: repaired, Failed: failed }
    }
  }
})
