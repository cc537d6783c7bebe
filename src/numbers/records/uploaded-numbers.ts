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

/** What was asked for a number and how it stands, as its history has it. */
const words = (row: string): string => `jsonb_build_object('msTenantId', ${row}.ms_tenant_id, 'callingProfileId',
  ${row}.calling_profile_id, 'usage', ${row}.usage,
  'additionalUsages', ${row}.additional_usages, 'capabilities', ${row}.capabilities, 'civicAddressId',
    ${row}.civic_address_id, 'locationId', ${row}.location_id, 'source', ${row}.source,
  'assignmentStatus', coalesce(${row}.assignment_status, 'Unassigned'), 'removalStatus', ${row}.removal_status)`

/** What was seen of a number and by which upload; undoing restores it for a number that Microsoft had lost. */
const seen = (row: string): string => `jsonb_build_object('seen', jsonb_build_object('at', ${row}.microsoft_seen_at,
  'acquiredOn', ${row}.acquired_on, 'jobId', ${row}.microsoft_job_id,
  'acquiredCapabilities', ${row}.acquired_capabilities, 'availableCapabilities', ${row}.available_capabilities,
    'assignmentStatus', ${row}.assignment_status,
  'callingProfileId', ${row}.observed_calling_profile_id, 'civicAddressId', ${row}.observed_civic_address_id,
    'locationId', ${row}.observed_location_id),
  'uploadedBy', ${row}.task_id, 'uploadedAt', ${row}.uploaded_at)`

/** What is asked of all numbers of an upload, by name. */
const asked = `jsonb_to_record($1::jsonb) as a ("providerId" int, "taskId" text, caller text, "msTenantId" uuid,
  "callingProfileId" uuid, source text, usage text, "additionalUsages" text[], capabilities text[],
  "civicAddressId" uuid, "locationId" uuid)`

/** What Microsoft shows of each number. */
const shown = `jsonb_to_recordset($2::jsonb) as r (number text, country text, "acquiredCapabilities" text[],
  "availableCapabilities" text[], "assignmentStatus" text, "acquiredOn" timestamptz, "jobId" uuid,
  "callingProfileId" uuid, "civicAddressId" uuid, "locationId" uuid)`

const renew = (columns: readonly string[]): string => columns.map(column => `${column} = excluded.${column}`).join(', ')

const renewAsked = renew([
  'calling_profile_id', 'usage', 'additional_usages', 'capabilities', 'civic_address_id', 'location_id', 'task_id',
  'uploaded_at'
])

/** What we bring to Microsoft or on an SBC is ours, wherever it came from. */
const renewSource = "source = case n.source when 'ocsync' then excluded.source else n.source end"

const renewShown = `${renew([
  'ms_tenant_id', 'acquired_capabilities', 'available_capabilities', 'assignment_status', 'acquired_on',
  'microsoft_job_id', 'observed_calling_profile_id', 'observed_civic_address_id', 'observed_location_id'
])}, microsoft_seen_at = now(), removal_status = 0`

/**
 * `renewed`: the columns that change for a number that we have already; `before` and `isReported`: what its history
 * says of the change.
 */
const recording = (renewed: string, before: string, isReported: string): string => `
  with asked as materialized (select * from ${asked}),
  kept as (
    insert into number as n (provider_id, number, country, source, ms_tenant_id, calling_profile_id, usage,
      additional_usages, capabilities, civic_address_id, location_id, acquired_capabilities, available_capabilities,
      assignment_status, acquired_on, microsoft_job_id, microsoft_seen_at, task_id, upload_job_number, uploaded_at,
      observed_calling_profile_id, observed_civic_address_id, observed_location_id)
    select a."providerId", r.number, r.country, a.source, a."msTenantId", a."callingProfileId", a.usage,
      a."additionalUsages", a.capabilities, a."civicAddressId", a."locationId", r."acquiredCapabilities",
      r."availableCapabilities", r."assignmentStatus", r."acquiredOn", r."jobId", now(), a."taskId",
      (select t.sequence from task t where t.provider_id = a."providerId" and t.id = a."taskId"), now(),
      r."callingProfileId", r."civicAddressId", r."locationId"
    from asked a cross join ${shown} order by r.number
    on conflict (provider_id, number) do update set ${renewed} returning n.*, (xmax = 0) as fresh
  )
  insert into number_history (provider_id, number, change, task_id, caller, before, after)
  select k.provider_id, k.number, case when k.fresh then 'uploaded' else 'confirmed' end, a."taskId", a.caller,
    case when not k.fresh then ${before} end, ${words('k')}
  from asked a cross join kept k
  left join number o on o.provider_id = k.provider_id and o.number = k.number -- as it was when the statement began
  where ${isReported} order by k.number`

const uploaded = {
  name: 'record-uploaded',
  text: recording(`${renewAsked}, ${renewShown}, ${renewSource}`, `${words('o')} || ${seen('o')}`, 'true')
}

const ifDiffering = `k.fresh or ${words('o')} is distinct from ${words('k')}`

/** For a number that Microsoft held before: it was not uploaded, so that only what was seen is written. */
const held = { name: 'record-held', text: recording(renewShown, words('o'), ifDiffering) }

const adopted = {
  name: 'record-adopted', text: recording(`${renewShown}, ${renewSource}`, words('o'), ifDiffering)
}

const statements = { uploaded, held, adopted }

/**
 * Stores numbers in one statement. A number that we have already keeps its age; what was asked for and what was seen
 * is renewed, and a source other than ours. For a number that Microsoft held before only what was seen is renewed
 * (`held`), and its source as well when it is made ours (`adopted`). For a number of another tenant a trigger raises an
 * error.
 */
export async function recordUploaded (
  db: Queryable, record: UploadRecord, numbers: readonly UploadedNumber[], how: keyof typeof statements
): Promise<void> {
  if (numbers.length === 0) return
  await db.query({ ...statements[how], values: [JSON.stringify(record), JSON.stringify(numbers)] })
}

const texts = (value: string): string => `array(select jsonb_array_elements_text(${value}))`

/**
 * Undoes `recordUploaded` for numbers of a task: numbers that it added are deleted, and numbers that were there become
 * what their history says they were. What was only seen of a number that Microsoft held all the time stays. A second
 * call changes nothing. `present`: numbers that Microsoft still holds, so that a synchronization may add them at once.
 */
export async function takeBackUploaded (
  db: Queryable, by: { providerId: number, taskId: string, caller: string }, msTenantId: string,
  numbers: readonly string[], present: readonly string[]
): Promise<void> {
  await db.query({
    text: `
      with reported as (
        select distinct on (h.number) h.number, h.before, h.before -> 'seen' as seen from number_history h
        where h.provider_id = $1 and h.number = any($3) and h.task_id = $4 and h.change in ('uploaded', 'confirmed')
          order by h.number, h.sequence
      ), gone as (
        delete from number n using reported t where n.provider_id = $1 and n.ms_tenant_id = $2 and n.number = t.number
          and t.before is null returning n.*
      ), back as (
        update number n set calling_profile_id = (t.before ->> 'callingProfileId')::uuid, usage = t.before ->> 'usage',
          additional_usages = ${texts("t.before -> 'additionalUsages'")},
          capabilities = ${texts("t.before -> 'capabilities'")},
            civic_address_id = (t.before ->> 'civicAddressId')::uuid, location_id = (t.before ->> 'locationId')::uuid,
          removal_status = (t.before ->> 'removalStatus')::int, source = coalesce(t.before ->> 'source', n.source),
          task_id = case when t.seen is null then n.task_id
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
        from reported t where n.provider_id = $1 and n.ms_tenant_id = $2 and n.number = t.number
          and t.before is not null
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
