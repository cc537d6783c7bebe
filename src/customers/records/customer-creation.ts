import type { Channel } from '../../tenancy/schemas/channel.ts'
import { lockedChannel } from '../../tenancy/records/channels.ts'
import { leadsWithin, ofAnybody, ofWholeProvider } from '../../tenancy/records/reach.ts'
import { insertSite } from '../../sites/records/kept-sites.ts'
import type { NewSite } from '../../sites/records/sites.ts'
import type { Database } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'

/** A lead as it matters to who wants to license it; a tenant that is none has no id. */
export interface LicensableLead {
  id: string | undefined
  msTenantId: string
  status: string
  companyName: string | null
  channelId: number | null
  /** The customer that the tenant is already, also through another lead of it. */
  customerId: string | null
}

/**
 * The lead that an id means: its own, or that of its Microsoft tenant. Of two leads of a tenant the active one, then
 * the consented one.
 */
export async function leadToLicense (
  records: ReachedRecords, id: string
): Promise<LicensableLead | undefined> {
  const { rows } = await records.query<LicensableLead>({
    within: leadsWithin('l', 'c'),
    text: within => `select l.id, l.ms_tenant_id as "msTenantId", l.status, l.company_name as "companyName",
      coalesce(c.channel_id, l.channel_id) as "channelId", c.id as "customerId"
      from lead l left join customer c on c.provider_id = l.provider_id and c.ms_tenant_id = l.ms_tenant_id
      where ${within} and (l.ms_tenant_id = $4 or l.id = $4) order by l.id = $4 desc, l.status <> 'Active',
        l.is_direct limit 1`,
    values: [id]
  })
  return rows[0]
}

/** A tenant that never consented, as it matters to who wants to license it for Direct Routing. */
export async function tenantToLicense (records: ReachedRecords, msTenantId: string): Promise<LicensableLead> {
  const { rows } = await records.query<{ id: string }>({
    within: ofWholeProvider('c'),
    text: within => `select c.id from customer c where ${within} and c.ms_tenant_id = $4`,
    values: [msTenantId]
  })
  return {
    id: undefined, msTenantId, status: 'Active', companyName: null, channelId: null, customerId: rows[0]?.id ?? null
  }
}

export async function isShortNameTaken (records: ReachedRecords, shortName: string): Promise<boolean> {
  const { rows } = await records.query({
    within: ofAnybody('c'),
    text: within => `select from customer c where ${within} and lower(c.short_name) = lower($4)`,
    values: [shortName]
  })
  return rows.length > 0
}

/**
 * The SBC of a site: the one that is asked for, else the one that a gateway belongs to (`<site>.<FQDN of the SBC>`, or
 * the FQDN itself), else the first that its channel may use and a calling profile leads to. Undefined when there is
 * none.
 */
export async function sbcForSite (
  records: ReachedRecords,
  wish: { sbcId?: number | undefined, gateway?: string | undefined, channelId?: number | undefined }
): Promise<number | undefined> {
  const { rows } = await records.query<{ id: number }>({
    within: ofWholeProvider('b'),
    text: within => `select b.id from sbc b where ${within} and ($4::int is null or b.id = $4)
      order by coalesce(lower($5::text) = lower(b.fqdn)
        or right(lower($5::text), length(b.fqdn) + 1) = '.' || lower(b.fqdn), false) desc, not exists (
        select from allocation a where a.provider_id = b.provider_id and a.kind = 'sbc' and a.sbc_id = b.id
          and (a.level = 0 or a.level = 1 and a.channel_id = $6)), not exists (
        select from calling_profile_trunk t join calling_profile p on p.provider_id = t.provider_id
          and p.id = t.calling_profile_id
        where t.provider_id = b.provider_id and t.fqdn = b.fqdn and not p.is_emergency_profile), b.id limit 1`,
    values: [wish.sbcId ?? null, wish.gateway ?? null, wish.channelId ?? null]
  })
  return rows[0]?.id
}

export interface NewCustomer {
  id: string
  /** Without one it is a customer of Direct Routing. */
  leadId?: string | undefined
  msTenantId: string
  shortName: string
  fullName: string
  channelId?: number | undefined
  /** Default: OC Essentials. */
  licenseType?: number | undefined
}

const essentials = 3

/**
 * Licenses a lead and makes its first site, both or neither. `taken` when the lead is not active any more, the tenant
 * is licensed or the name is taken; throws when the name of the site is, see `refusedBecauseSiteNameTaken`. A customer
 * of this id that is there already is left alone, and nothing is made for a task that is over: its worker was left
 * behind. `judge` says why its channel does not take it.
 */
export async function insertCustomer (
  db: Database, providerId: number, customer: NewCustomer, site: Omit<NewSite, 'customerId'>,
  judge: (channel: Channel | undefined) => string | undefined
): Promise<'made' | 'taken' | { fault: string }> {
  return db.transaction(async trx => {
    const isThere = async (): Promise<boolean> =>
      (await trx.query({
        text: 'select from customer where provider_id = $1 and id = $2', values: [providerId, customer.id]
      })).rows.length > 0
    const fault = customer.channelId === undefined || await isThere()
      ? undefined
      : judge(await lockedChannel(trx, providerId, customer.channelId))
    if (fault !== undefined) return { fault }
    await trx.query(insertion(providerId, customer, site.heldBy))
    if (!await isThere()) return 'taken'
    await insertSite(trx, providerId, { ...site, customerId: customer.id })
    return 'made'
  })
}

const isRunning = (task: string): string =>
  `(${task}::text is null or exists (select from task where provider_id = $1 and id = ${task} and state <> 'finished'))`

function insertion (
  providerId: number, customer: NewCustomer, task: string | null | undefined
): { text: string, values: unknown[] } {
  const columns = 'provider_id, id, ms_tenant_id, lead_id, short_name, full_name, license_type, channel_id'
  return {
    text: customer.leadId === undefined
      ? `insert into customer (${columns}) select $1, $2, $3::uuid, null, $4, $5, $8, $6 where ${isRunning('$7')}
        on conflict do nothing`
      : `insert into customer (${columns}) select $1, $2, ms_tenant_id, id, $4, $5, $8, $6 from lead
        where provider_id = $1 and id = $3 and status = 'Active' and ${isRunning('$7')}
        for share of lead on conflict do nothing`,
    values: [
      providerId, customer.id, customer.leadId ?? customer.msTenantId, customer.shortName, customer.fullName,
      customer.channelId ?? null, task ?? null, customer.licenseType ?? essentials
    ]
  }
}
