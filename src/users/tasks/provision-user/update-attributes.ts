import { pollSeconds } from '../../../numbers/tasks/polling.ts'
import { next, reject, wait, type Outcome } from '../../../engine/define.ts'
import type { ProvisionContext, ProvisionProgress } from './progress.ts'

/** Changes the attributes that differ, and remembers what they were. */
export async function updateAttributes (context: ProvisionContext): Promise<Outcome<ProvisionProgress>> {
  const { input, graph, task, progress, say } = context
  const wanted = Object.entries(input.attributes)
  if (wanted.length === 0) return next()
  const attributes = await attributesOf(context)
  const changes = wanted.filter(([name, value]) => !isSame(attributes[name], value))
  if (changes.length === 0) return next()
  const polls = progress.attributePolls
  if (polls !== undefined) {
    // Microsoft has accepted them; its directory shows them a little later, and until then what was there before.
    const isLate = changes.some(([name]) => isSame(attributes[name], progress.before?.[name] ?? ''))
    if (isLate) return wait(pollSeconds(polls), { attributePolls: polls + 1 })
    say('Warning', `Somebody else has changed them since: ${changes.map(([name]) => name).join(', ')} of the user.`)
    return next()
  }
  const before = progress.before ?? Object.fromEntries(changes.map(([name]) => [name, attributes[name] ?? null]))
  await context.record({ before })
  const updated = await graph.updateUser(
    task.providerId, input.msTenantId, progress.userId ?? '', Object.fromEntries(changes)
  )
  if (updated.status === 'updated') {
    const shown = await attributesOf(context)
    return changes.every(([name, value]) => isSame(shown[name], value))
      ? next({ before })
      : wait(pollSeconds(0), { before, attributePolls: 0 })
  }
  return reject('user_refused', `Microsoft does not let the user be changed: ${updated.reason} (${updated.code}).`)
}

/** Undo: changes back those attributes that still have the value of this task. */
export async function restoreAttributes (context: ProvisionContext): Promise<Outcome<ProvisionProgress>> {
  const { input, graph, task } = context
  const { before, userId = '' } = context.progress
  if (before === undefined) return next()
  const attributes = await attributesOf(context)
  // What somebody else has changed since is not ours to take back.
  const back = Object.entries(before).filter(([name]) => (attributes[name] ?? null) === input.attributes[name])
  if (back.length === 0) return next()
  const updated = await graph.updateUser(task.providerId, input.msTenantId, userId, Object.fromEntries(back))
  return updated.status === 'updated'
    ? next()
    : reject('not_taken_back', `${back.map(([name]) => name).join(', ')} of the user stay changed: ${updated.reason}`)
}

const isSame = (shown: string | null | undefined, wanted: string): boolean => (shown ?? '').trim() === wanted.trim()

/** What Microsoft shows of the user now; nothing when the user is gone. */
async function attributesOf (
  { graph, task, input, progress }: ProvisionContext
): Promise<Readonly<Record<string, string | null | undefined>>> {
  const user = await graph.findUser(task.providerId, input.msTenantId, progress.userId ?? '')
  return { ...user?.attributes }
}
