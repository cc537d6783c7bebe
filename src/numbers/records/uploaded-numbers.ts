import type { Queryable } from '../../database/connect.ts'

// Numbers as uploads bring them into our records, and take them back.

/** A number that Microsoft accepted, as it enters our records. */
export interface UploadedNumber {
  number: string
  country: string | null
  acquiredCapabilities: readonly string[]
  availableCapabilities: readonly string[]
  assignmentStatus: string | null
  acquiredOn: string | null
  jobId: string | null
  callingProfileId: string | null
  civicAddressId: string | null
  locationId: string | null
}

export interface UploadRecord {
  providerId: number
  taskId: string
  caller: string
  msTenantId: string
  callingProfileId: string
  source: string
  usage: string
  additionalUsages: readonly string[]
  capabilities: readonly string[]
  civicAddressId: string | null
  locationId: string | null
}

/** What a number is asked to be, and how it stands, in the words of its history. */
const words = (row: string): string => `jsonb_build_object('msTenantId', ${row}.ms_tenant_id, 'callingProfileId',
  ${row}.calling_profile_id, 'usage', ${row}.usage,
  'additionalUsages', ${row}.additional_usages, 'capabilities', ${row}.capabilities, 'civicAddressId',
    ${row}.civic_address_id, 'locationId', ${row}.location_id,
  'assignmentStatus', coalesce(${row}.assignment_status, 'Unassigned'), 'removalStatus', ${row}.removal_status)`

/** What was seen of a number, and by which upload: for one that Microsoft had lost, so that it can be as before. */
const seen = (row: string): string => `jsonb_build_object('seen', jsonb_build_object('at', ${row}.microsoft_seen_at,
  'acquiredOn', ${row}.acquired_on, 'jobId', ${row}.microsoft_job_id,
  'acquiredCapabilities', ${row}.acquired_capabilities, 'availableCapabilities', ${row}.available_capabilities,
    'assignmentStatus', ${row}.assignment_status,
  'callingProfileId', ${row}.observed_calling_profile_id, 'civicAddressId', ${row}.observed_civic_address_id,
    'locationId', ${row}.observed_location_id),
  'uploadedBy', ${row}.task_id, 'uploadedAt', ${row}.uploaded_at)`

/**
 * Keeps numbers in one statement. One that is there already keeps its age and where it came from; what was asked for
 * and what was seen is renewed. Of one that Microsoft `held` before, only what was seen: nobody told it what was asked
 * for. A number of another tenant raises the trigger that forbids the change.
 */
export async function recordUploaded (
  db: Queryable, record: UploadRecord, numbers: readonly UploadedNumber[], held = false
): Promise<void> {
  if (numbers.length === 0) return
  await db.query({
    name: 'record-uploaded',
    text: `
      with kept as (insert into number as n (provider_id, number, country, source, ms_tenant_id, calling_profile_id,
        usage, additional_usages, capabilities,
        civic_address_id, location_id, acquired_capabilities, available_capabilities, assignment_status, acquired_on,
          microsoft_job_id,
        microsoft_seen_at, task_id, upload_job_number, uploaded_at, observed_calling_profile_id,
          observed_civic_address_id, observed_location_id)
      select $1, r.number, r.country, $2, $3, $4, $5, $6, $7, $8, $9,
        array(select jsonb_array_elements_text(r."acquiredCapabilities")),
        array(select jsonb_array_elements_text(r."availableCapabilities")), r."assignmentStatus", r."acquiredOn",
          r."jobId", now(), $10,
        (select t.sequence from task t where t.provider_id = $1 and t.id = $10), now(), r."callingProfileId",
          r."civicAddressId", r."locationId"
      from jsonb_to_recordset($11::jsonb) as r (number text, country text, "acquiredCapabilities" jsonb,
        "availableCapabilities" jsonb,
        "assignmentStatus" text, "acquiredOn" timestamptz, "jobId" uuid, "callingProfileId" uuid,
          "civicAddressId" uuid, "locationId" uuid)
      order by r.number
      on conflict (provider_id, number) do update set ms_tenant_id = excluded.ms_tenant_id,
        calling_profile_id = case when $13 then n.calling_profile_id else excluded.calling_profile_id end, usage = case
          when $13 then n.usage else excluded.usage end, additional_usages = case when $13 then n.additional_usages
          else excluded.additional_usages end,
        capabilities = case when $13 then n.capabilities else excluded.capabilities end, civic_address_id = case
          when $13 then n.civic_address_id else excluded.civic_address_id end, location_id = case
          when $13 then n.location_id else excluded.location_id end,
        acquired_capabilities = excluded.acquired_capabilities,
          available_capabilities = excluded.available_capabilities,
        assignment_status = excluded.assignment_status, acquired_on = excluded.acquired_on,
          microsoft_job_id = excluded.microsoft_job_id,
        microsoft_seen_at = now(), removal_status = 0, task_id = case when $13 then n.task_id else excluded.task_id end,
        uploaded_at = case when $13 then n.uploaded_at
          else now() end, observed_calling_profile_id = excluded.observed_calling_profile_id,
        observed_civic_address_id = excluded.observed_civic_address_id,
          observed_location_id = excluded.observed_location_id
        returning n.*, (xmax = 0) as fresh)
      insert into number_history (provider_id, number, change, task_id, caller, before, after)
      select $1, k.number, case when k.fresh then 'uploaded' else 'confirmed' end, $10, $12, case
        when not k.fresh then ${words('o')} || case when $13 then '{}' else ${seen('o')} end end, ${words('k')}
      from kept k left join number o on o.provider_id = $1 and o.number = k.number -- as it was when the statement began
      where k.fresh or not $13 or ${words('o')} is distinct from ${words('k')} order by k.number`,
    values: [
      record.providerId, record.source, record.msTenantId, record.callingProfileId, record.usage,
      record.additionalUsages, record.capabilities, record.civicAddressId, record.locationId, record.taskId,
      JSON.stringify(numbers), record.caller, held
    ]
  })
}

const texts = (value: string): string => `array(select jsonb_array_elements_text(${value}))`

/**
 * Undoes `recordUploaded` for numbers of a task: what it brought into our records is forgotten, and what was there is
 * as the history says it was before. What was only seen of a number that Microsoft held all the time stays. Done twice,
 * it does nothing the second time. `present`: numbers that Microsoft holds still, so that a synchronization may find
 * them at once.
 */
export async function takeBackUploaded (
  db: Queryable, by: { providerId: number, taskId: string, caller: string }, msTenantId: string,
  numbers: readonly string[], present: readonly string[]
): Promise<void> {
  await db.query({
    text: `
      with told as (
        select distinct on (h.number) h.number, h.before, h.before -> 'seen' as seen from number_history h
        where h.provider_id = $1 and h.number = any($3) and h.task_id = $4 and h.change in ('uploaded', 'confirmed')
          order by h.number, h.sequence
      ), gone as (
        delete from number n using told t where n.provider_id = $1 and n.ms_tenant_id = $2 and n.number = t.number
          and t.before is null returning n.*
      ), back as (
        update number n set calling_profile_id = (t.before ->> 'callingProfileId')::uuid, usage = t.before ->> 'usage',
          additional_usages = ${texts("t.before -> 'additionalUsages'")},
          capabilities = ${texts("t.before -> 'capabilities'")},
            civic_address_id = (t.before ->> 'civicAddressId')::uuid, location_id = (t.before ->> 'locationId')::uuid,
          removal_status = (t.before ->> 'removalStatus')::int, task_id = case when t.seen is null then n.task_id
            else t.before ->> 'uploadedBy' end,
          uploaded_at = case when t.seen is null then n.uploaded_at else (t.before ->> 'uploadedAt')::timestamptz end,
          microsoft_seen_at = case when t.seen is null then n.microsoft_seen_at else (t.seen ->> 'at')::timestamptz end,
          acquired_on = case when t.seen is null then n.acquired_on else (t.seen ->> 'acquiredOn')::timestamptz end,
          microsoft_job_id = case when t.seen is null then n.microsoft_job_id else (t.seen ->> 'jobId')::uuid end,
          acquired_capabilities = case when t.seen is null then n.acquired_capabilities
            else ${texts("t.seen -> 'acquiredCapabilities'")} end,
          available_capabilities = case when t.seen is null then n.available_capabilities
            else ${texts("t.seen -> 'availableCapabilities'")} end,
          assignment_status = case when t.seen is null then n.assignment_status else t.seen ->> 'assignmentStatus' end,
          observed_calling_profile_id = case when t.seen is null then n.observed_calling_profile_id
            else (t.seen ->> 'callingProfileId')::uuid end,
          observed_civic_address_id = case when t.seen is null then n.observed_civic_address_id
            else (t.seen ->> 'civicAddressId')::uuid end,
          observed_location_id = case when t.seen is null then n.observed_location_id
            else (t.seen ->> 'locationId')::uuid end
        from told t where n.provider_id = $1 and n.ms_tenant_id = $2 and n.number = t.number and t.before is not null
          returning n.*
      ) insert into number_history (provider_id, number, change, task_id, caller, before, after)
      select provider_id, number, case when number = any($6) then 'forgotten'
        else 'taken-back' end, $4, $5, jsonb_build_object('msTenantId', ms_tenant_id, 'callingProfileId',
        calling_profile_id,
        'usage', usage, 'source', source, 'acquiredOn', acquired_on), null::jsonb from gone
      union all
      select b.provider_id, b.number, 'taken-back', $4, $5, ${words('o')}, ${words('b')} from back b
        join number o on o.provider_id = b.provider_id and o.number = b.number
      where ${words('o')} is distinct from ${words('b')} order by 2`,
    values: [by.providerId, msTenantId, numbers, by.taskId, by.caller, present]
  })
}
