import { Type } from '@sinclair/typebox'
import { hours, minutes, next, wait, type Outcome } from '../../engine/define.ts'
import { countItems, failedItem, writeItems, type ItemResult } from '../../engine/records/task-items.ts'
import { recordProgrammed, recordRemovedFromSbc } from '../../numbers/records/numbers.ts'
import { ItemCounts } from '../../numbers/tasks/item-results.ts'
import { ruleFor } from '../../numbers/tasks/number-rules.ts'
import { whenAllowed, windowStep } from '../../sbcs/tasks/may-change.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { defineTaskKind, type StepContext } from '../../upstreams/guarded/tools.ts'
import { operatorConnectPlan, type Rule, type RuleOutcome } from '../../upstreams/sbc/sbc.ts'
import { reachOfPlan } from '../records/plan-reach.ts'
import { acceptMicrosoft, clearMarks, devicesToRepair, ruleRepairs, type RuleRepair } from '../records/rule-repairs.ts'

interface Input { planId: string }
interface Progress { devices: number[], counts: ItemCounts }
type Context = StepContext<Input, Progress>

const step = 'put-right'

/** Puts the rules of one SBC right in each run: what should not be there goes, then what should be comes. */
async function putRight (context: Context): Promise<Outcome<Progress>> {
  const { db, task, input, progress: { devices = [] }, sbcs, say } = context
  const sbcId = (await devicesToRepair(db, task, input.planId)).find(id => !devices.includes(id))
  if (sbcId === undefined) return next()
  const repairs = await ruleRepairs(db, task, input.planId, sbcId)
  const off = await sbcs.apply(task.providerId, sbcId, operatorConnectPlan, {
    add: [], remove: repairs.filter(isOff).map(presentOf)
  })
  const refused = new Map(off.filter(isRefused).map(({ rule, reason }) => [rule.prefix, reason]))
  const on = await sbcs.apply(task.providerId, sbcId, operatorConnectPlan, {
    remove: [], add: repairs.filter(one => one.repair !== 'take-off-sbc' && !refused.has(one.number)).map(wantedOf)
  })
  const failures = [...off, ...on].filter(isRefused).map(({ rule, reason }): ItemResult =>
    failedItem(rule.prefix, step, 'refused_by_sbc', `SBC ${sbcId}: ${reason ?? 'no reason given'}`)
  )
  for (const { error } of failures.slice(0, 20)) if (error !== undefined) say('Error', error)
  say('Information', `SBC ${sbcId}: ${repairs.length - failures.length} rules put right.`)
  const there = on.filter(outcome => !isRefused(outcome)).map(({ rule }) =>
    ({ sbcId, number: rule.prefix, name: rule.name, tag: rule.tag })
  )
  const gone = repairs.filter(({ repair, number }) => repair === 'take-off-sbc' && !refused.has(number))
  return wait(0, { devices: [...devices, sbcId] }, async trx => {
    await recordProgrammed(trx, task.providerId, there)
    await recordRemovedFromSbc(trx, task.providerId, sbcId, gone.map(({ number }) => number))
    await writeItems(trx, task, failures)
  })
}

const isOff = ({ repair }: RuleRepair): boolean => repair !== 'put-on-sbc'
const isRefused = ({ outcome }: RuleOutcome): boolean => outcome === 'conflict' || outcome === 'refused'
const presentOf = ({ number, present }: RuleRepair): Rule =>
  ({ prefix: number, name: present?.name ?? '', tag: present?.tag ?? '' })
const wantedOf = ({ number, name, msTenantId }: RuleRepair): Rule => ruleFor(number, name, msTenantId ?? '')

/** Goal: rules and records of the numbers are as a plan says. What moved since on an SBC is left, and fails. */
export const repairNumbers = defineTaskKind({
  name: 'repair-numbers',
  idPrefix: 'drf_rep',
  requiredScope: 'provider',
  partitionKey: ofProvider('repairs'),
  title: 'Put rules and records of numbers right',
  input: Type.Object({ planId: Type.String() }),
  progress: Type.Object({ devices: Type.Array(Type.Integer()), counts: ItemCounts }),
  steps: [
    {
      ...windowStep,
      async run (context) {
        const { db, task, input } = context
        const { msTenantIds } = await reachOfPlan(db, { providerId: task.providerId, id: input.planId })
        return whenAllowed(context, {
          sbcIds: await devicesToRepair(db, task, input.planId), rows: task.itemCount, adds: true,
          ofTenants: msTenantIds
        })
      }
    },
    {
      name: step, message: 'Putting the rules on SBCs right', timeLimit: minutes(10), giveUpAfter: hours(2),
      run: putRight
    },
    {
      name: 'keep', message: 'Putting the records right', timeLimit: minutes(5),
      run: async ({ task, input }) => next({}, async trx => {
        await acceptMicrosoft(trx, task, input.planId)
        await clearMarks(trx, task, input.planId)
      })
    },
    {
      name: 'complete', message: 'Completing the task',
      async run ({ db, task }) {
        const { pending, succeeded, unchanged, failed } = await countItems(db, task)
        return next({ counts: { succeeded: pending + succeeded, unchanged, failed } })
      }
    }
  ],
  conclude ({ progress: { counts }, failure }) {
    const { succeeded = 0, unchanged = 0, failed = 0 } = counts ?? {}
    const status = failure?.status ??
      (failed === 0 ? 'CompletedSuccess' : succeeded + unchanged === 0 ? 'Failed' : 'CompletedWithErrors')
    return {
      status, details: [status === 'CompletedSuccess' ? 'NumbersRepaired' : 'NumbersNotAllRepaired'],
      output: { Succeeded: succeeded, Failed: failed }
    }
  }
})
