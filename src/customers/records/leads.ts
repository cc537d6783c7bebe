import type { Lead } from '../schemas/lead.ts'
import type { Queryable } from '../../database/connect.ts'
import { pageOf, type Page } from '../../database/page.ts'

/** What part of a provider's leads a caller sees, and what of that it asked for. */
export interface LeadFilter {
  providerId: number
  channelId?: number | undefined
  /** A Microsoft tenant; where `orLead` is set, the id of a lead does as well. */
  msTenantId?: string | undefined
  leadId?: string | undefined
  status?: string | undefined
  isDirect?: boolean | undefined
  isLicensed?: boolean | undefined
  companyName?: string | undefined
  consentedSince?: string | undefined
  modifiedSince?: string | undefined
}

/** As .NET prints times (docs/wire/live-cloud.md#times): as many digits as are needed. */
const documentedTime = (column: string): string =>
  `regexp_replace(to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '\\.?0+$', '') || 'Z'`

const columns = `null as "civicAddresses", case
  when l.relationship ->> 'comment' <> '' then jsonb_build_array(l.relationship ->> 'comment') end as comments,
  c.id as "umpCustomerGuid", case when c.id is not null then l.status <> 'Active' end as "isNotActive",
  coalesce(c.channel_id, l.channel_id) as "channelId", coalesce(c.channel_id, l.channel_id) as "ovocChannelId",
    l.is_direct as "isDirectLead",
  l.id, l.ms_tenant_id as "tenantId", l.tenant_origin as "tenantOrigin", l.operator_id as "operatorId", l.status,
  ${documentedTime('coalesce(l.consented_on, l.created_at)')} as "consentedOn",
    ${documentedTime('coalesce(l.last_modified_on, l.created_at)')} as "lastModifiedOn",
  l.consented_countries as "consentedCountries", l.contacts, l.relationship, ${documentedTime('l.seen_at')} as "seenAt",
  jsonb_build_object('fullName', l.contact -> 'fullName', 'email', l.contact -> 'email', 'phoneNumber',
    l.contact -> 'phoneNumber',
    'companyName', coalesce(l.contact ->> 'companyName', l.company_name), 'companySize',
      l.contact -> 'companySize') as "contactDetails"`

const source = 'lead l left join customer c on c.provider_id = l.provider_id and c.ms_tenant_id = l.ms_tenant_id'

function conditions (filter: LeadFilter): { text: string, values: unknown[] } {
  const values: unknown[] = [filter.providerId]
  const parts = ['l.provider_id = $1']
  const add = (value: unknown, condition: (parameter: string) => string): void => {
    if (value !== undefined) parts.push(condition(`$${values.push(value)}`))
  }
  add(filter.channelId, parameter => `coalesce(c.channel_id, l.channel_id) = ${parameter}`)
  add(filter.msTenantId, parameter => `l.ms_tenant_id = ${parameter}`)
  add(filter.leadId, parameter => `l.id = ${parameter}`)
  add(filter.status, parameter => `l.status = ${parameter}`)
  add(filter.isDirect, parameter => `l.is_direct = ${parameter}`)
  add(filter.isLicensed, parameter => `(c.id is not null) = ${parameter}`)
  add(filter.companyName, parameter => `starts_with(lower(l.company_name), lower(${parameter}))`)
  add(filter.consentedSince, parameter => `coalesce(l.consented_on, l.created_at) >= ${parameter}`)
  add(filter.modifiedSince, parameter => `coalesce(l.last_modified_on, l.created_at) >= ${parameter}`)
  return { text: parts.join(' and '), values }
}

/** One page, in the order in which we came to know them. */
export async function leadsPage (
  db: Queryable, filter: LeadFilter, offset: number, limit: number
): Promise<Page<Lead>> {
  const { text, values } = conditions(filter)
  return pageOf<Lead>(
    db, `select count(*) from ${source} where ${text}`,
    `select ${columns} from ${source} where ${text} order by l.created_at, l.id offset $${values.length + 1}
      limit $${values.length + 2}`,
    [...values, offset, limit]
  )
}

/**
 * What deciding over a lead needs. `customerId`: the customer that was made from this very lead; `deletingTask`: the
 * task that is deleting it.
 */
export interface LeadFacts {
  id: string
  msTenantId: string
  isDirect: boolean
  status: string
  channelId: number | null
  customerId: string | null
  deletingTask: string | null
  hasNumbers: boolean
}

/** The leads that a Microsoft tenant id, or the id of a lead, means; direct ones first. */
export async function leadsMeant (db: Queryable, providerId: number, id: string): Promise<LeadFacts[]> {
  const { rows } = await db.query<LeadFacts>({
    text: `
      select l.id, l.ms_tenant_id as "msTenantId", l.is_direct as "isDirect", l.status, l.channel_id as "channelId",
        c.id as "customerId",
        l.deleting_task as "deletingTask", exists (select from number n where n.provider_id = l.provider_id
          and n.ms_tenant_id = l.ms_tenant_id) as "hasNumbers"
      from lead l left join customer c on c.provider_id = l.provider_id and c.lead_id = l.id
      where l.provider_id = $1 and (l.ms_tenant_id = $2 or l.id = $2) order by l.is_direct desc`,
    values: [providerId, id]
  })
  return rows
}

/** Whether the tenant is a lead already, of either kind, and whether another lead has the name. */
export async function leadTaken (
  db: Queryable, providerId: number, msTenantId: string, companyName: string, exceptId?: string
): Promise<{ tenant: boolean, name: boolean }> {
  const { rows: [row] } = await db.query<{ tenant: boolean, name: boolean }>({
    text: `
      select exists (select from lead where provider_id = $1 and ms_tenant_id = $2 and id is distinct from $4
        and (is_direct or status <> 'Removed')) as tenant,
        exists (select from lead where provider_id = $1 and lower(company_name) = lower($3) and id is distinct from $4
          and (is_direct or status <> 'Removed')) as name`,
    values: [providerId, msTenantId, companyName, exceptId ?? null]
  })
  return row ?? { tenant: false, name: false }
}

/** Remembers a lead that we are about to make at Microsoft. Tenant and name are taken by whoever comes first. */
export async function insertDirectLead (
  db: Queryable,
  lead: { providerId: number, id: string, msTenantId: string, companyName: string, channelId: number | undefined }
): Promise<void> {
  await db.query({
    text: `
      insert into lead (provider_id, id, ms_tenant_id, is_direct, company_name, reserved_name, status, contact,
        channel_id)
      values ($1, $2, $3, true, $4, lower($4), 'NotActive', jsonb_build_object('companyName', $4::text), $5)
        on conflict (provider_id, id) do nothing`,
    values: [lead.providerId, lead.id, lead.msTenantId, lead.companyName, lead.channelId ?? null]
  })
}

/**
 * Marks a lead as removed on behalf of a task, so that nobody licenses it any more. Throws when somebody has just done
 * so, or another task deletes it.
 */
export async function retireLead (trx: Queryable, providerId: number, id: string, taskId: string): Promise<void> {
  // Locks it: who licenses it comes before, and is seen now, or after, and finds it removed.
  const { rows: retired } = await trx.query({
    text:
      "update lead set status = 'Removed', deleting_task = $3 where provider_id = $1 and id = $2 and (deleting_task " +
      'is null or deleting_task = $3) returning id',
    values: [providerId, id, taskId]
  })
  const { rows } = await trx.query({
    text: 'select from customer where provider_id = $1 and lead_id = $2', values: [providerId, id]
  })
  if (retired.length === 0 || rows.length > 0) {
    throw new Error(`Lead ${id} was licensed, or another task began to delete it, in this very instant`)
  }
}

/**
 * Ends what `retireLead` began: the lead has the status given, without one it stays as it is; from now on it follows
 * Microsoft again. Leaves it alone while another task deletes it.
 */
export async function keepLead (
  db: Queryable, providerId: number, id: string, taskId: string, status?: string
): Promise<void> {
  await db.query({
    text:
      'update lead set status = coalesce($4, status), deleting_task = null where provider_id = $1 and id = $2 and ' +
      'coalesce(deleting_task, $3) = $3',
    values: [providerId, id, taskId, status ?? null]
  })
}

export async function deleteDirectLead (db: Queryable, providerId: number, id: string): Promise<void> {
  await db.query({
    text: 'delete from lead where provider_id = $1 and id = $2 and is_direct', values: [providerId, id]
  })
}

/**
 * Tenants among these that are direct leads, of which no civic address is known, and which nobody asked for lately. Who
 * takes them asks: they are marked, so that no second request does.
 */
export async function takeTenantsToAskForAddresses (
  db: Queryable, providerId: number, msTenantIds: readonly string[], limit: number
): Promise<string[]> {
  const { rows } = await db.query<{ tenant: string }>({
    text: `with due as (
        select l.provider_id, l.id from lead l where l.provider_id = $1 and l.ms_tenant_id = any($2) and l.is_direct
          and (l.addresses_asked_at is null or l.addresses_asked_at < now() - interval '10 minutes')
          and not exists (select from civic_address a where a.provider_id = l.provider_id
            and a.ms_tenant_id = l.ms_tenant_id) order by l.created_at limit $3
        for update skip locked
      ) update lead l set addresses_asked_at = now() from due d where l.provider_id = d.provider_id and l.id = d.id
        returning l.ms_tenant_id as tenant`,
    values: [providerId, msTenantIds, limit]
  })
  return rows.map(row => row.tenant)
}

export async function markAddressesAsked (
  db: Queryable, providerId: number, msTenantIds: readonly string[]
): Promise<void> {
  await db.query({
    text: 'update lead set addresses_asked_at = now() where provider_id = $1 and ms_tenant_id = any($2) and is_direct',
    values: [providerId, msTenantIds]
  })
}
