import { markTenantConnection, type ConnectionStatus } from '../records/tenant-connections.ts'
import type { ConnectionCheck } from '../../upstreams/microsoft/graph.ts'
import { reject } from '../../engine/define.ts'
import type { StepContext } from '../../upstreams/guarded/tools.ts'

const statuses: Record<Exclude<ConnectionCheck['status'], 'none'>, ConnectionStatus> = {
  ok: 'Connected', 'unknown-application': 'BadCredentials', 'bad-credentials': 'BadCredentials',
  'no-consent': 'NoConsent', 'unknown-tenant': 'UnknownTenant'
}

type Means = Pick<StepContext<unknown, object>, 'graph' | 'db' | 'task'>

/** Whether the connection works, kept on its record at once: it is what was observed, whatever becomes of the task. */
export async function lookAtConnection (
  { graph, db, task: { providerId } }: Means, msTenantId: string
): Promise<ConnectionCheck> {
  const check = await graph.checkConnection(providerId, msTenantId)
  if (check.status === 'none') return check
  await markTenantConnection(
    db, providerId, msTenantId, statuses[check.status], check.status === 'ok' ? null : check.reason,
    check.status === 'ok' ? check : {}
  )
  return check
}

/** What steps in a customer's tenant begin with. A rejection when the connection does not work. */
export async function checkConnection (
  means: Means, msTenantId: string
): Promise<ReturnType<typeof reject> | undefined> {
  const check = await lookAtConnection(means, msTenantId)
  if (check.status === 'none') return reject('connection_required', check.reason)
  return check.status === 'ok'
    ? undefined
    : reject('connection_broken', `The token connection does not work: ${check.reason}`)
}
