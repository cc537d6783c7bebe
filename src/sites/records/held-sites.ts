import type { Queryable } from '../../database/connect.ts'
import { recordsOfProvider } from '../../database/reach.ts'
import type { DeploymentState } from '../schemas/site.ts'
import { isLastSiteWithNumbers, siteOf } from './sites.ts'

// Which task has a site in its hands, and how far its deployment is.

/** Of the tasks that edit dial plans of the site, those that are not over. */
const editors = `select t.id from task t where t.provider_id = $1 and t.id = any(edited_by) and t.state <> 'finished'
  and t.id <> $3`

/**
 * Takes the site for a task that changes it. False while another running task has it or edits its dial plans; gone
 * sites are nobody's.
 */
export async function holdSite (db: Queryable, providerId: number, id: string, taskId: string): Promise<boolean> {
  const { rows } = await db.query({
    text: `update site set held_by = $3 where provider_id = $1 and id = $2 and (held_by is null or held_by = $3
      or not exists (
        select from task t where t.provider_id = $1 and t.id = held_by and t.state <> 'finished'))
      and not exists (${editors}) returning id`,
    values: [providerId, id, taskId]
  })
  if (rows.length > 0) return true
  return (await siteOf(recordsOfProvider(db, providerId), id)) === undefined
}

/**
 * Edits of dial plans go beside each other, so that many share one script; only a task that holds the site keeps them
 * out.
 */
export async function joinEditors (db: Queryable, providerId: number, id: string, taskId: string): Promise<boolean> {
  const { rows } = await db.query({
    text: `update site set edited_by = array(${editors}) || $3::text where provider_id = $1 and id = $2
      and not exists (select from task t where t.provider_id = $1 and t.id = held_by and t.state <> 'finished')
      returning id`,
    values: [providerId, id, taskId]
  })
  if (rows.length > 0) return true
  return (await siteOf(recordsOfProvider(db, providerId), id)) === undefined
}

export async function leaveEditors (db: Queryable, providerId: number, id: string, taskId: string): Promise<void> {
  await db.query({
    text: 'update site set edited_by = array_remove(edited_by, $3) where provider_id = $1 and id = $2',
    values: [providerId, id, taskId]
  })
}

export async function releaseSite (db: Queryable, providerId: number, id: string, taskId: string): Promise<void> {
  await db.query({
    text: 'update site set held_by = null where provider_id = $1 and id = $2 and held_by = $3',
    values: [providerId, id, taskId]
  })
}

export async function markDeployment (
  db: Queryable, providerId: number, id: string, state: DeploymentState
): Promise<void> {
  await db.query({
    text: 'update site set deployment_state = $3 where provider_id = $1 and id = $2', values: [providerId, id, state]
  })
}

/**
 * What a task that did not end well leaves of a site that it had in its hands: nobody is about to deploy or to remove
 * it any more. `also`: a state that is not true any more either.
 */
export async function abandonSite (
  trx: Queryable, providerId: number, id: string, taskId: string, also?: DeploymentState
): Promise<void> {
  await trx.query({
    text: `update site set deployment_state = 'Failed', held_by = null where provider_id = $1 and id = $2
      and (held_by is null or held_by = $3)
      and (deployment_state in ('Deploying', 'Removing') or deployment_state = $4)`,
    values: [providerId, id, taskId, also ?? null]
  })
}

/** Marks a site as being removed, unless it is the last of a customer with numbers; of two at once only one is not. */
export async function takeOutOfUse (trx: Queryable, providerId: number, id: string): Promise<boolean> {
  await trx.query({
    text:
      'select from customer c join site s on s.provider_id = c.provider_id and s.customer_id = c.id where ' +
      's.provider_id = $1 and s.id = $2 for update of c',
    values: [providerId, id]
  })
  if (await isLastSiteWithNumbers(recordsOfProvider(trx, providerId), id)) return false
  await markDeployment(trx, providerId, id, 'Removing')
  return true
}
