import { invalid, Problem } from '../../problems.ts'
import { synchronizeLeads } from '../tasks/synchronize-leads.ts'
import type { Caller } from '../../http/caller.ts'
import type { finishTask } from '../../http/finish-task.ts'
import { readTenantId } from '../../tenancy/api/tenant-query.ts'

/** The tenant that is asked for; whoever acts for a customer may ask for its own only. */
export function readTenant (caller: Caller, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const msTenantId = readTenantId(text)
  if (caller.customerTenantId !== undefined && caller.customerTenantId !== msTenantId) {
    throw new Problem('out_of_scope', 'The tenant is not that of the customer the application acts for.')
  }
  return msTenantId
}

export function readTime (text: string | undefined, field: string): string | undefined {
  if (text === undefined) return undefined
  const time = new Date(text)
  // Years beyond four digits are times to JavaScript, and nothing to PostgreSQL.
  if (Number.isNaN(time.getTime()) || !/^\d{4}-/.test(time.toISOString())) {
    throw invalid({ [field]: [`${text} is not a time. Write it as in 2024-04-03T00:00:00Z.`] })
  }
  return time.toISOString()
}

export function synchronization (
  msTenantId: string | undefined
): Parameters<typeof finishTask<{ msTenantId?: string }>>[3] {
  return {
    kind: synchronizeLeads, input: msTenantId === undefined ? {} : { msTenantId }, msTenantId
  }
}
