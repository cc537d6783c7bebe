import type { Timestamp } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { freeStates } from '../../schemas/vocabulary/assignment.ts'
import { customersWithin } from '../../tenancy/records/reach.ts'
import type { DeploymentState } from '../../sites/schemas/site.ts'

export interface StoredService {
  id: number
  customerId: string
  msTenantId: string
  shortName: string
  fullName: string
  createdAt: Timestamp
  siteIds: number[]
  sbcIds: number[]
  states: DeploymentState[]
  usedNumbers: number
  freeNumbers: number
  users: number
}

/**
 * The customers within reach, by the whole numbers that clients of OVOC know them by; `only` narrows it to
 * one.
 */
export async function servicesWithin (records: ReachedRecords, only?: number): Promise<StoredService[]> {
  const { rows } = await records.query<StoredService>({
    within: customersWithin('c'),
    text: within => `
      select c.service_id as id, c.id as "customerId", c.ms_tenant_id as "msTenantId", c.short_name as "shortName",
        c.full_name as "fullName", c.created_at as "createdAt",
        s.ids as "siteIds", s.sbcs as "sbcIds", s.states, n.used as "usedNumbers", n.free as "freeNumbers",
        (select count(*) from tenant_user u where u.provider_id = c.provider_id and u.ms_tenant_id = c.ms_tenant_id
          and not u.is_resource_account) as users
      from customer c cross join lateral (
        select coalesce(array_agg(ovoc_id order by ovoc_id), '{}') as ids, coalesce(array_agg(distinct sbc_id),
          '{}') as sbcs, coalesce(array_agg(distinct deployment_state), '{}') as states
        from site where provider_id = c.provider_id and customer_id = c.id
      ) s cross join lateral (
        select count(*) filter (where coalesce(assignment_status, '') <> all ($5::text[])) as used,
          count(*) filter (where coalesce(assignment_status, '') = any ($5::text[])) as free
        from number where provider_id = c.provider_id and ms_tenant_id = c.ms_tenant_id
      ) n
      where ${within}
        and ($4::int is null or c.service_id = $4) order by c.service_id`,
    values: [only ?? null, freeStates]
  })
  return rows
}
