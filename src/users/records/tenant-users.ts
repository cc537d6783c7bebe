import type { Queryable } from '../../database/connect.ts'
import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofTenantWithin } from '../../tenancy/records/reach.ts'
import { ofTenant } from '../../schemas/partitions.ts'

/** A user as it enters the copy. */
export interface KeptUser {
  id: string
  userPrincipalName: string
  displayName: string | null
  sipAddress: string | null
  usageLocation: string | null
  department: string | null
  accountEnabled: boolean
  isResourceAccount: boolean
  hasTeams: boolean
  hasTeamsPhone: boolean
}

export interface TenantKey { readonly providerId: number, readonly msTenantId: string }

/** Where the copy stands: the link to go on from, its age in seconds, and the task that is renewing it. */
export interface UserCopy { deltaLink: string | null, age: number | null, taskId: string | null }

export async function userCopyOf (records: ReachedRecords, msTenantId: string): Promise<UserCopy> {
  const { providerId } = records.reach
  const { rows: [row] } = await records.query<UserCopy & Record<string, unknown>>({
    name: 'user-copy',
    within: ofTenantWithin('s', '$4::uuid'),
    // One look into each of the small indexes of tasks that are not over.
    text: within => `
      select s.delta_link as "deltaLink", extract(epoch from now() - s.synchronized_at)::float8 as age, (
        select id from (
          select id, provider_id, kind, ms_tenant_id from task where state = 'ready' and partition_key = $5
          union all select id, provider_id, kind, ms_tenant_id from task where state = 'waiting'
        ) running where provider_id = $1 and kind = 'synchronize-users' and ms_tenant_id = $4 limit 1) as "taskId"
      from (values (1)) one left join tenant_user_sync s on ${within} and s.ms_tenant_id = $4`,
    values: [msTenantId, userPartition({ providerId, msTenantId })]
  })
  return row ?? { deltaLink: null, age: null, taskId: null }
}

/** Reading users must not hold up the numbers of the tenant, so it has a partition of its own. */
export const userPartition = ofTenant('users')

/** A number for a reading of users, higher than that of any before. */
export async function nextUserRound (db: Queryable): Promise<number> {
  const { rows: [row] } = await db.query<{ round: number }>({ text: `select nextval('tenant_user_round') as round` })
  return row?.round ?? 0
}

/** Keeps users, and takes removed ones out, in one statement. */
export async function keepUsers (
  db: Queryable, { providerId, msTenantId }: TenantKey, round: number, users: readonly KeptUser[],
  removed: readonly string[]
): Promise<void> {
  await db.query({
    text: `
      with gone as (
        delete from tenant_user where provider_id = $1 and ms_tenant_id = $2 and id = any($5::uuid[])
      ) insert into tenant_user as u (provider_id, ms_tenant_id, id, user_principal_name, display_name, sip_address,
        usage_location, department,
        account_enabled, is_resource_account, has_teams, has_teams_phone, round)
      select distinct on (r.id) $1, $2, r.id, r."userPrincipalName", r."displayName", r."sipAddress",
        r."usageLocation", r.department,
        r."accountEnabled", r."isResourceAccount", r."hasTeams", r."hasTeamsPhone", $3
      from jsonb_to_recordset($4::jsonb) as r (id uuid, "userPrincipalName" text, "displayName" text,
        "sipAddress" text, "usageLocation" text, department text,
        "accountEnabled" bool, "isResourceAccount" bool, "hasTeams" bool, "hasTeamsPhone" bool)
      where r.id <> all ($5::uuid[]) order by r.id
      on conflict (provider_id, ms_tenant_id, id) do update set user_principal_name = excluded.user_principal_name,
        display_name = excluded.display_name, sip_address = excluded.sip_address,
          usage_location = excluded.usage_location,
        department = excluded.department, account_enabled = excluded.account_enabled,
          is_resource_account = excluded.is_resource_account,
        has_teams = excluded.has_teams, has_teams_phone = excluded.has_teams_phone, round = greatest(u.round,
          excluded.round)`,
    values: [providerId, msTenantId, round, JSON.stringify(users), removed]
  })
}

/** The user with this address, given without `sip:`. */
export async function userIdBySipAddress (
  db: Queryable, { providerId, msTenantId }: TenantKey, address: string
): Promise<string | undefined> {
  const { rows: [row] } = await db.query<{ id: string }>({
    text:
      `select id from tenant_user where provider_id = $1 and ms_tenant_id = $2 and sip_address = 'sip:' || lower($3)
        order by account_enabled desc limit 1`,
    values: [providerId, msTenantId, address]
  })
  return row?.id
}

/** What every user of the tenant is assigned now; those that are not named have no number. */
export async function keepUserNumbers (
  db: Queryable, { providerId, msTenantId }: TenantKey,
  assigned: ReadonlyArray<{ userId: string, number: string, type: string }>
): Promise<void> {
  await db.query({
    text: `
      update tenant_user u set number = a.number, number_type = a.type
      from tenant_user k left join unnest($3::uuid[], $4::text[], $5::text[]) as a (user_id, number,
        type) on a.user_id = k.id
      where k.provider_id = $1 and k.ms_tenant_id = $2 and u.provider_id = k.provider_id
        and u.ms_tenant_id = k.ms_tenant_id and u.id = k.id
        and (u.number, u.number_type) is distinct from (a.number, a.type)`,
    values: [
      providerId, msTenantId, assigned.map(entry => entry.userId), assigned.map(entry => entry.number),
      assigned.map(entry => entry.type)
    ]
  })
}

/** The copy is complete as of now. After a reading of everything, what it did not see is gone. */
export async function finishUserRound (
  db: Queryable, { providerId, msTenantId }: TenantKey, round: number, deltaLink: string, everything: boolean
): Promise<void> {
  await db.query({
    text: `
      with gone as (
        delete from tenant_user where $5 and provider_id = $1 and ms_tenant_id = $2 and round < $3
      ) insert into tenant_user_sync (provider_id, ms_tenant_id, delta_link, synchronized_at) values ($1, $2, $4, now())
      on conflict (provider_id, ms_tenant_id) do update set delta_link = excluded.delta_link, synchronized_at = now()`,
    values: [providerId, msTenantId, round, deltaLink, everything]
  })
}

/** A user in the words of docs/wire/live-cloud.md#users; all that is about Skype is as it is for a user of Teams. */
const rowColumns = `u.id as "Identity", '----' as "Status", u.sip_address as "SipAddress",
  'tel:' || u.number as "LineURI",
  case when u.has_teams then 'sipfed.online.lync.com' end as "HostingProvider", null as "HybridPstnSiteName",
    u.usage_location as "UsageLocation",
  null as "RegistrarPool", '' as "CallForward", upper(u.id::text) as "ObjectId", u.display_name as "WebName",
  case when u.has_teams then 'TeamsOnly' end as "UserType", 0 as "PsCount", case
    when u.number is not null then true end as "IsManaged",
  u.department as "Department", u.ms_tenant_id as "TenantId", u.user_principal_name as "UserPrincipalName",
  case when u.is_resource_account then 'PureOnlineApplicationInstance'
    when u.has_teams then 'PureOnlineTeamsOnlyUser' end as "MsInterpretedUserType",
  u.number is not null as "EnterpriseVoiceEnabled", '' as "OnlineVoiceRoutingPolicy", '' as "OnlinePstnGateway"`

const userId = { sql: 'u.id', type: 'uuid' } as const

export const userListing: Listing = {
  orders: {
    userPrincipalName: [{ sql: 'lower(u.user_principal_name) collate "C"', type: 'text' }, userId],
    lineUri: [{ sql: `coalesce(u.number, '') collate "C"`, type: 'text' }, userId]
  },
  usual: 'userPrincipalName'
}

/** One page, in the order of names unless another is asked for. */
export async function usersPage<Row extends Record<string, unknown>> (
  records: ReachedRecords, msTenantId: string, place: Place
): Promise<Part<Row>> {
  const from = (within: string): string => `from tenant_user u where ${within} and u.ms_tenant_id = $4`
  return reachedList<Row>(records, userListing, place, {
    within: ofTenantWithin('u', '$4::uuid'),
    counted: (within, { asked }) => `select count(*) ${from(within)}${asked}`,
    rows: (within, { asked, behind, mark, tail }) =>
      `select ${rowColumns}${mark} ${from(within)}${asked}${behind} ${tail}`,
    values: [msTenantId]
  })
}
