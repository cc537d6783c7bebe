import { markTenantConnection, type ConnectionStatus } from '../records/tenant-connections.ts'
import type { Queryable } from '../../database/connect.ts'
import type { ConnectionCheck } from '../../upstreams/microsoft/graph.ts'
import { reject } from '../../engine/define.ts'
import type { StepContext } from '../../upstreams/guarded/tools.ts'

const statuses: Record<Exclude<ConnectionCheck['status'], 'none'>, ConnectionStatus> = {
  ok: 'Connected', 'unknown-application': 'BadCredentials', 'bad-credentials': 'BadCredentials',
  'no-consent': 'NoConsent', 'unknown-tenant': 'UnknownTenant'
}

/**
 * What steps in a customer's tenant begin with: whether the connection works, kept on its record. A rejection when it
 * does not.
 */
export async function checkConnection (
  { graph, db, task }: Pick<StepContext<unknown, object>, 'graph' | 'db' | 'task'>, msTenantId: string
): Promise<ReturnType<typeof reject> | undefined> {
  const check = await graph.checkConnection(task.providerId, msTenantId)
  if (check.status === 'none') return reject('connection_required', check.reason)
  await keep(db, task.providerId, msTenantId, check)
  return check.status === 'ok'
    ? undefined
    : reject('connection_broken', `The token connection does not work: ${check.reason}`)
}

/** Written at once: it is what was observed, whatever becomes of the task. */
async function keep (
  db: Queryable, providerId: number, msTenantId: string, check: Exclude<ConnectionCheck, { status: 'none' }>
): Promise<void> {
  await markTenantConnection(
    db, providerId, msTenantId, statuses[check.status], check.status === 'ok' ? null : check.reason,
    check.status === 'ok' ? check : {}
  )
}
