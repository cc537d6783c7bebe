import { decideTask } from '../../engine/records/task-control.ts'
import type { Verdict } from '../../engine/approval.ts'
import { changeTask } from '../../http/change-task.ts'
import { administering } from '../../http/caller.ts'
import { ticketOf } from '../../http/accept-task.ts'
import type { Resource } from '../../http/resource.ts'
import { Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { Task } from '../../schemas/task.ts'
import { TaskApproval, TaskRefusal } from '../../schemas/task-decision.ts'
import { ownTask, params } from './task-lists.ts'
import { againOf } from './task-operations.ts'

const operations = {
  approve: {
    verdict: 'approved', body: TaskApproval, operationId: 'approveTask', summary: 'Approve what a task would do',
    description:
      'For a task that waits for an approval (`awaitsApproval` says of what): it goes on, and does no more than ' +
      'that. Somebody else than who asked for the task approves: another application, or another person.'
  },
  refuse: {
    verdict: 'refused', body: TaskRefusal, operationId: 'refuseTask', summary: 'Refuse what a task would do',
    description: 'The task takes back what it did, and ends as Failed with the code `approval_refused`.'
  },
  close: {
    verdict: 'closed', body: TaskRefusal, operationId: 'closeTask', summary: 'Close a parked task as it is',
    description:
      'For a task that is parked while it takes back what it did, and that nobody can finish: it ends as Failed with ' +
      'the code `undo_closed`, and what it did stays. What is left shows as drift.'
  }
} as const satisfies Record<string, { verdict: Verdict } & Record<string, unknown>>

/** What only a person of the provider decides of parked tasks. */
export const taskDecisions: Resource = (scope, dependencies) => {
  for (const [name, { verdict, body, ...told }] of Object.entries(operations)) {
    const unfit = verdict === 'closed' ? 'task_not_parked' : 'task_not_awaiting_approval'
    scope.post(`/task/:taskid/${name}`, {
      config: {
        roles: administering, from: 'provider', versions: ['v3'], again: againOf(dependencies),
        problems: ['task_not_found', unfit, 'out_of_scope', ...verdict === 'closed' ? [] : ['approval_needed'] as const]
      },
      schema: { ...told, tags: ['Tasks'], params, body: ref(body), response: { 200: ref(Task) } }
    }, async (request, reply) => {
      const { caller, params: { taskid }, body: { reason, ticketId = ticketOf(request) } } = request
      const { id } = await ownTask(dependencies, caller, taskid)
      const key = { providerId: caller.providerId, id }
      return changeTask(dependencies, request, reply, key, async trx => {
        const outcome = await decideTask(trx, key, { verdict, by: caller.id, reason, ticketId })
        if (outcome === 'own') {
          throw new Problem('approval_needed', `You asked for task ${id}; somebody else approves or refuses it.`)
        }
        if (outcome === 'decided') return
        throw new Problem(unfit, verdict === 'closed'
          ? `Task ${id} is not parked while it takes back what it did.`
          : `Task ${id} does not wait for an approval.`)
      })
    })
  }
}
