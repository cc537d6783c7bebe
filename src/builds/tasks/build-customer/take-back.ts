import { numbersOfTenant } from '../../../customers/records/customer-removal.ts'
import { recordsOfProvider } from '../../../database/reach.ts'
import { isOver, longLook, stopped, type Child } from '../../../engine/children.ts'
import { next, reject, wait, type Outcome } from '../../../engine/define.ts'
import { itemsOf } from '../../../engine/records/task-items.ts'
import { siteGuidOf } from '../../../sites/tasks/site-change.ts'
import { kindOf, type Part, type PartKind } from '../plan.ts'
import { partEnds, type BuildContext, type BuildProgress } from './stages.ts'

interface Back { readonly key: string, readonly kind: PartKind, readonly input: object, readonly items: string[] }

const prefix = 'undo '

/**
 * Undo: stops what runs, which takes back what it did itself; then takes back what was finished, by the operations that
 * undo it. Numbers go before the sites that they stand on.
 */
export async function takeBack (context: BuildContext): Promise<Outcome<BuildProgress>> {
  const { children, input: { msTenantId } } = context
  const done = await stopped(children, ({ key }) => !key.startsWith(prefix))
  if (done === undefined) return wait(longLook)
  for (const wave of await wavesOf(context, done.filter(hasDone))) {
    for (const { key, kind, input, items } of wave) {
      const { customerId, channelId } = customerOf(context, done)
      await children.begin({ key, kind: kindOf(kind), input, items, msTenantId, customerId, channelId })
    }
    const keys = new Set(wave.map(({ key }) => key))
    const going = (await children.list()).filter(({ key }) => keys.has(key))
    if (!going.every(isOver)) return wait(longLook)
    const failed = going.find(({ status }) => status !== 'CompletedSuccess')
    if (failed !== undefined) {
      return reject('not_taken_back', `Task ${failed.id}: ${failed.reason ?? `it ended as ${failed.status}.`}`)
    }
  }
  return next({ parts: await partEnds(context) })
}

const hasDone = ({ status }: Child): boolean => ['CompletedSuccess', 'CompletedWithErrors'].includes(status)

function customerOf (
  { input: { stages } }: BuildContext, done: readonly Child[]
): Pick<Part, 'customerId' | 'channelId'> {
  return stages.flat().find(({ key }) => done.some(child => child.key === key)) ?? {}
}

/** What takes back what was done, in the order in which it has to go. */
async function wavesOf (context: BuildContext, done: readonly Child[]): Promise<Back[][]> {
  const { db, task, input: { msTenantId, stages }, say } = context
  const partOf = ({ key }: Child): Part | undefined => stages.flat().find(part => part.key === key)
  const release = { msTenantId, removeFromOperatorConnect: true, duplicates: [] }
  const created = done.find(({ kind }) => kind === 'create-customer')
  if (created !== undefined) { // all that was done for it goes with it
    const customerId = partOf(created)?.customerId
    const items = await numbersOfTenant(recordsOfProvider(db, task.providerId), msTenantId)
    return [[{ key: `${prefix}customer`, kind: 'delete-customer', input: { customerId, ...release }, items }]]
  }
  const numbers: Back[] = []
  const sites: Back[] = []
  for (const child of done) {
    const key = `${prefix}${child.key}`
    if (child.kind === 'upload-numbers') {
      const items = (await itemsOf(db, { providerId: task.providerId, id: child.id }))
        .filter(({ outcome }) => outcome === 'succeeded').map(item => item.key)
      if (items.length > 0) numbers.push({ key, kind: 'release-numbers', input: release, items })
    } else if (child.kind === 'add-site') {
      sites.push({ key, kind: 'delete-site', input: { siteId: siteGuidOf(child.id) }, items: [] })
    } else {
      say('Warning', `${partOf(child)?.about ?? child.key}: done by task ${child.id}, and it stays so.`)
    }
  }
  return [numbers, sites]
}
