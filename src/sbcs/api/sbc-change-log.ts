import { Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { acceptTask } from '../../http/accept-task.ts'
import { administering, changing, reading } from '../../http/caller.ts'
import { finishTask } from '../../http/finish-task.ts'
import type { Resource } from '../../http/resource.ts'
import { invalid, Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { sbcChange, sbcChanges } from '../records/sbc-changes.ts'
import { ChangePlan, PlannedChange, SbcChange, SbcChangeDetails, SbcChangePlan } from '../schemas/sbc-change.ts'
import { planSbcChange } from '../tasks/plan-sbc-change.ts'
import { undoSbcChanges } from '../tasks/undo-sbc-changes.ts'
import { ownSbc } from './own-sbc.ts'
import { params, tags, ticketQuery, versions } from './sbc-operations.ts'

const ofProvider = { from: 'provider', about: 'provider', versions } as const
const changeParams = Type.Object({
  ...params.properties, changeId: Type.String({ description: 'As `changeId` in the list.' })
})
const Planned = Type.Object({ Plans: Type.Array(ChangePlan) })
/** The plan that numbers live in. */
const usualPlan = 'OCDialPlan'

function unknownChange (changeId: string): Problem {
  return new Problem('sbc_change_not_found', `No change ${changeId.slice(0, 40)} of this SBC is kept.`)
}

const log: Resource = (scope, means) => {
  const { records, queue } = means

  scope.get('/sbc/:sbcId/changes', {
    config: { ...ofProvider, roles: reading, problems: ['sbc_not_found', 'out_of_scope'] },
    schema: {
      operationId: 'listSbcChanges', summary: 'List changes of an SBC',
      description: 'What tasks changed in its dial plans, the newest first; each was written down before it was ' +
        'made. They are kept for SBC_CHANGE_DAYS.',
      tags, params,
      querystring: Type.Object({
        before: Type.Optional(Type.String({
          maxLength: 18, pattern: '^\\d{1,18}$', description: 'The `changeId` to go on behind.'
        })),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'The most to show.' }))
      }),
      response: { 200: Type.Array(ref(SbcChange), { description: 'At most `limit` of them.' }) }
    }
  }, async request => {
    const { sbcId } = await ownSbc(means, request)
    const { before, limit = 50 } = request.query
    return sbcChanges(records(request.caller), sbcId, { before, limit })
  })

  scope.get('/sbc/:sbcId/changes/:changeId', {
    config: { ...ofProvider, roles: reading, problems: ['sbc_not_found', 'sbc_change_not_found', 'out_of_scope'] },
    schema: {
      operationId: 'getSbcChange', summary: 'Get one change of an SBC', description: 'With its rules.', tags,
      params: changeParams, response: { 200: ref(SbcChangeDetails) }
    }
  }, async request => {
    const { sbcId } = await ownSbc(means, request)
    return known(await changeOf(request.params.changeId, id => sbcChange(records(request.caller), sbcId, id)), request)
  })

  scope.post('/sbc/:sbcId/changes/:changeId/action/undo', {
    config: {
      ...ofProvider, roles: administering, problems: ['sbc_not_found', 'sbc_change_not_found', 'out_of_scope']
    },
    schema: {
      operationId: 'undoSbcChanges', summary: 'Bring an SBC back to before a change',
      description: 'Takes back this change and all later ones of ours, in one; rules of others stay. Plan it first ' +
        'with `changeId`. The records of numbers stay as they are.',
      tags, params: changeParams, querystring: ticketQuery, response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { sbcId } = await ownSbc(means, request)
    const { changeId } = known(
      await changeOf(request.params.changeId, id => sbcChange(records(request.caller), sbcId, id)), request
    )
    return acceptTask(queue, request, reply, { kind: undoSbcChanges, input: { sbcId, changeId } })
  })
}

const planning: Resource = (scope, means) => {
  const { records } = means

  scope.post('/sbc/:sbcId/action/plan', {
    config: {
      ...ofProvider, roles: changing, again: taskId => ({ taskId }),
      problems: ['sbc_not_found', 'sbc_change_not_found', 'out_of_scope']
    },
    schema: {
      operationId: 'planSbcChange', summary: 'Plan a change of an SBC',
      description: 'Compares rules to add and to remove with what the device has now: what would come and go, what ' +
        'is foreign, how many rows are left, and the text that would be sent. Nothing is changed.',
      tags, params, body: ref(PlannedChange), response: { 200: ref(SbcChangePlan) }
    }
  }, async (request, reply) => {
    const { sbcId } = await ownSbc(means, request)
    const { plan = usualPlan, add = [], remove = [], changeId, ticketId } = request.body
    if (changeId === undefined && add.length + remove.length === 0) {
      throw invalid({ Add: ['Name rules to add or to remove, or a changeId to go back to.'] })
    }
    if (changeId !== undefined && await sbcChange(records(request.caller), sbcId, changeId) === undefined) {
      throw unknownChange(changeId)
    }
    const { taskId, end } = await finishTask(means, request, reply, {
      kind: planSbcChange, ticketId, input: {
        sbcId, plan, add, remove: remove.map(rule => ({ ...rule, name: '' })),
        ...(changeId !== undefined && { changeId })
      }
    })
    return {
      taskId, status: end?.status ?? 'InProgress', plans: Value.Check(Planned, end?.output) ? end.output.Plans : []
    }
  })
}

/** What was changed on a device, what would be, and the way back. */
export const sbcChangeLog: Resource = (scope, means) => {
  for (const add of [log, planning]) add(scope, means)
}

async function changeOf<Change> (
  changeId: string, read: (changeId: string) => Promise<Change | undefined>
): Promise<Change | undefined> {
  return /^\d{1,18}$/.test(changeId) ? read(changeId) : undefined
}

function known<Change> (
  change: Change | undefined, { params: { changeId } }: { params: { changeId: string } }
): Change {
  if (change === undefined) throw unknownChange(changeId)
  return change
}
