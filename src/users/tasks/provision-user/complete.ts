import { next, type Effect, type Outcome } from '../../../engine/define.ts'
import { writeItems } from '../../../engine/records/task-items.ts'
import { authorOf } from '../../../numbers/tasks/item-results.ts'
import type { DirectoryUser } from '../../../upstreams/microsoft/graph.ts'
import { recordAssignments } from '../../records/number-assignments.ts'
import { keepUsers } from '../../records/tenant-users.ts'
import { toKeptUser } from '../kept-user.ts'
import { fieldsNotSet } from './conclude.ts'
import type { ProvisionContext, ProvisionProgress } from './progress.ts'

/** Tells what was and was not set, and records the user and the number as they are now. */
export async function complete (context: ProvisionContext): Promise<Outcome<ProvisionProgress>> {
  const { task, input, graph, progress } = context
  const user = await graph.findUser(task.providerId, input.msTenantId, progress.userId ?? '')
  report(context)
  return next({}, recordOf(context, user))
}

function report ({ input, progress, say }: ProvisionContext): void {
  const { attributes, number, notSet } = input
  const { wasTheirs = false } = progress
  if (number !== undefined) {
    say('Information', wasTheirs ? `The user had ${number} already.` : `Assigned: ${number}.`)
  }
  if (notSet.length > 0) {
    say(
      'Warning',
      `Not set, because Microsoft Graph has no way to: ${notSet.join(', ')}. Set them in the Teams admin center.`
    )
  }
  const missing = fieldsNotSet({ input, progress })
  if (missing.includes('EnterpriseVoiceEnabled')) {
    say('Warning', 'EnterpriseVoiceEnabled was not set: Teams enables exactly the users that have a number.')
  }
  if (missing.length === 0 || number !== undefined || Object.keys(attributes).length > 0) {
    say('Information', 'Workflow completed.')
  }
}

function recordOf (context: ProvisionContext, user: DirectoryUser | undefined): Effect {
  const { task, input: { msTenantId, number } } = context
  const { userId = '', wasTheirs = false, isResourceAccount } = context.progress
  return async trx => {
    if (user !== undefined) {
      await keepUsers(trx, { providerId: task.providerId, msTenantId }, 0, [toKeptUser(user)], [])
    }
    if (number === undefined) return
    await writeItems(
      trx, task, [{ key: number, outcome: wasTheirs ? 'unchanged' : 'succeeded', step: 'assign-number' }]
    )
    await recordAssignments(trx, authorOf(context), msTenantId, [
      { number, status: isResourceAccount === true ? 'VoiceApp' : 'UserAssigned', userId, acted: !wasTheirs }
    ])
  }
}
