import type { Queryable } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofTenantWithin } from '../../tenancy/records/reach.ts'
import type { UploadedNumber } from './uploaded-numbers.ts'

/** What our records say about whether a number may be changed. */
export interface ChangeFact {
  number: string
  msTenantId: string
  usage: string | null
  additionalUsages: string[]
  assignmentStatus: string | null
  source: string
}

export async function changeFacts (
  records: ReachedRecords, numbers: readonly string[]
): Promise<Map<string, ChangeFact>> {
  const { rows } = await records.query<ChangeFact>({
    within: ofTenantWithin('n'),
    text: within => `select n.number, n.ms_tenant_id as "msTenantId", n.usage,
      n.additional_usages as "additionalUsages", n.assignment_status as "assignmentStatus",
      n.source
      from number n where ${within} and n.number = any($4)`,
    values: [numbers]
  })
  return new Map(rows.map(row => [row.number, row]))
}

/** What numbers were asked to be from now on; what is absent stays as it was. */
export interface Desired {
  usage?: string | undefined
  additionalUsages?: readonly string[] | undefined
  capabilities?: readonly string[] | undefined
  location?: { civicAddressId: string, locationId: string | undefined } | undefined
}

const words = (row: string): string => `jsonb_build_object('msTenantId', ${row}.ms_tenant_id, 'usage', ${row}.usage,
  'additionalUsages', ${row}.additional_usages,
  'capabilities', ${row}.capabilities, 'civicAddressId', ${row}.civic_address_id, 'locationId', ${row}.location_id)`

/**
 * Keeps what numbers of a tenant were changed to, what Microsoft shows of them now, and that they were changed, in one
 * statement.
 */
export async function recordChanged (
  db: Queryable, by: { providerId: number, taskId: string, caller: string }, msTenantId: string, desired: Desired,
  numbers: readonly UploadedNumber[]
): Promise<void> {
  if (numbers.length === 0) return
  await db.query({
    text: `
      with desired as (
        select * from jsonb_to_record($6::jsonb) as d (usage text, "additionalUsages" text[], capabilities text[],
          location jsonb)
      ), seen as (
        select * from jsonb_to_recordset($5::jsonb) as r (number text, "acquiredCapabilities" text[],
          "availableCapabilities" text[], "assignmentStatus" text,
          "callingProfileId" uuid, "civicAddressId" uuid, "locationId" uuid)
      ), old as (
        select n.* from number n join seen s on s.number = n.number where n.provider_id = $1 and n.ms_tenant_id = $4
      ), changed as (
        update number n set usage = coalesce(d.usage, n.usage),
          additional_usages = coalesce(d."additionalUsages", n.additional_usages),
          capabilities = coalesce(d.capabilities, n.capabilities),
          civic_address_id = case when d.location is null then n.civic_address_id
            else (d.location ->> 'civicAddressId')::uuid end,
          location_id = case when d.location is null then n.location_id
            else (d.location ->> 'locationId')::uuid end,
          acquired_capabilities = s."acquiredCapabilities", available_capabilities = s."availableCapabilities",
            assignment_status = s."assignmentStatus",
          observed_calling_profile_id = s."callingProfileId", observed_civic_address_id = s."civicAddressId",
            observed_location_id = s."locationId", microsoft_seen_at = now()
        from seen s, desired d where n.provider_id = $1 and n.ms_tenant_id = $4 and n.number = s.number returning n.*
      ) insert into number_history (provider_id, number, change, task_id, caller, before, after)
      select $1, c.number, 'changed', $2, $3, ${words('o')}, ${words('c')} from changed c join old o using (id)
      where ${words('o')} is distinct from ${words('c')} order by c.number`,
    values: [
      by.providerId, by.taskId, by.caller, msTenantId, JSON.stringify(numbers), JSON.stringify(desired)
    ]
  })
}
