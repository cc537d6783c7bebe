import type { Queryable } from '../../database/connect.ts'

/** A consent as Microsoft has it; see `Consent` of the operator API. */
export interface SeenConsent {
  readonly tenantId: string
  readonly isDirect: boolean
  readonly contact?: { readonly companyName: string | null } | undefined
}

/** A moment on the database's own clock, to ask Microsoft after: what ended later may not be in the answer yet. */
export async function askingMoment (db: Queryable): Promise<string> {
  const { rows: [row] } = await db.query<{ moment: string }>({ text: 'select clock_timestamp()::text as moment' })
  return row?.moment ?? '-infinity'
}

/**
 * Tenants of which a direct lead may have been taken back after Microsoft was asked; `asked` is a parameter. Removing
 * comes before the end there.
 */
const deletedSince = (asked: string): string =>
  `select t.ms_tenant_id from task t where t.provider_id = $1 and t.kind = 'delete-lead'
    and t.finished_at >= ${asked}::timestamptz and t.ms_tenant_id is not null`

/** Says through whom consents change in this transaction; their history keeps it. */
export async function signChanges (
  trx: Queryable, { taskId, caller }: { readonly taskId: string, readonly caller: string }
): Promise<void> {
  await trx.query({
    text: "select set_config('dialplane.task', $1, true), set_config('dialplane.caller', $2, true)",
    values: [taskId, caller]
  })
}

/**
 * Brings leads in line with consents that Microsoft showed, and adds those we did not know. A lead that is being
 * deleted stays removed, and one whose deletion has ended since Microsoft was `asked` is left as that left it.
 * `operatorTenantId` showed them. To be called in a transaction.
 */
export async function rememberConsents (
  db: Queryable, providerId: number, consents: readonly SeenConsent[], seenAt: string, asked: string,
  operatorTenantId?: string
): Promise<void> {
  if (consents.length === 0) return
  // Ends of deletions come before this lock, and are seen by the next statement, or after all of it.
  await db.query({
    text:
      'select from lead where provider_id = $1 and ms_tenant_id = any($2) order by ms_tenant_id, is_direct for no ' +
      'key update',
    values: [providerId, consents.map(consent => consent.tenantId)]
  })
  await db.query({
    text: `
      with deleted as materialized (${deletedSince('$4')})
      insert into lead as l (provider_id, ms_tenant_id, is_direct, company_name, status, consented_countries,
        consented_on, last_modified_on,
        operator_id, tenant_origin, contact, contacts, relationship, seen_at, operator_tenant_id)
      select distinct on (c."tenantId", c."isDirect") $1, c."tenantId", c."isDirect", c.contact ->> 'companyName',
        c.status,
        array(select jsonb_array_elements_text(c.countries)), c."consentedOn", c."lastModifiedOn", c."operatorId",
          c."tenantOrigin",
        coalesce(c.contact, '{}'), case when jsonb_array_length(c.contacts) > 0 then c.contacts end, c.relationship, $3,
        $5::uuid
      from jsonb_to_recordset($2::jsonb) as c ("tenantId" uuid, "isDirect" boolean, status text, countries jsonb,
        "consentedOn" timestamptz,
        "lastModifiedOn" timestamptz, "operatorId" uuid, "tenantOrigin" text, contact jsonb, contacts jsonb,
          relationship jsonb)
      where not (c."isDirect" and c."tenantId" in (select ms_tenant_id from deleted))
      order by c."tenantId", c."isDirect", c."lastModifiedOn" desc nulls last
      on conflict (provider_id, ms_tenant_id, is_direct) do update set
        company_name = coalesce(excluded.company_name, l.company_name), status = case
          when l.deleting_task is null then excluded.status else l.status end,
        consented_countries = excluded.consented_countries,
        consented_on = coalesce(excluded.consented_on, l.consented_on),
          last_modified_on = coalesce(excluded.last_modified_on, l.last_modified_on),
        operator_id = excluded.operator_id, tenant_origin = coalesce(excluded.tenant_origin, l.tenant_origin),
          contact = l.contact || excluded.contact,
        contacts = coalesce(excluded.contacts, l.contacts), relationship = excluded.relationship,
          seen_at = greatest(l.seen_at, excluded.seen_at),
          operator_tenant_id = coalesce(excluded.operator_tenant_id, l.operator_tenant_id)`,
    values: [providerId, JSON.stringify(consents), seenAt, asked, operatorTenantId ?? null]
  })
}

/** How many of these consents are of leads that we do not know. */
export async function newAmong (
  db: Queryable, providerId: number, consents: readonly SeenConsent[], asked: string
): Promise<number> {
  const { rows: [row] } = await db.query<{ count: number }>({
    text: `select count(*) as count from jsonb_to_recordset($2::jsonb) as c ("tenantId" uuid, "isDirect" boolean)
      where not exists (select from lead l where l.provider_id = $1 and l.ms_tenant_id = c."tenantId"
        and l.is_direct = c."isDirect")
        and not (c."isDirect" and c."tenantId" in (${deletedSince('$3')}))`,
    values: [providerId, JSON.stringify(consents.map(({ tenantId, isDirect }) => ({ tenantId, isDirect }))), asked]
  })
  return row?.count ?? 0
}

export interface UnseenLead { id: string, msTenantId: string, isDirect: boolean, status: string }

/**
 * Leads that Microsoft has not shown since, other than those known to be removed; `msTenantId` narrows it to one
 * tenant.
 */
export async function unseenLeads (
  db: Queryable, providerId: number, since: string, msTenantId: string | undefined, limit: number
): Promise<UnseenLead[]> {
  const { rows } = await db.query<UnseenLead>({
    text: `select id, ms_tenant_id as "msTenantId", is_direct as "isDirect", status from lead
      where provider_id = $1 and (seen_at is null or seen_at < $2) and status <> 'Removed' and ($3::uuid is null
        or ms_tenant_id = $3) order by id limit $4`,
    values: [providerId, since, msTenantId ?? null, limit]
  })
  return rows
}

/** How many there are that are not removed, and how many of them were not seen since. */
export async function leadCounts (
  db: Queryable, providerId: number, since: string
): Promise<{ held: number, unseen: number }> {
  const { rows: [counts] } = await db.query<{ held: number, unseen: number }>({
    text: `select count(*)::int as held, count(*) filter (where seen_at is null or seen_at < $2)::int as unseen
      from lead where provider_id = $1 and status <> 'Removed'`,
    values: [providerId, since]
  })
  return counts ?? { held: 0, unseen: 0 }
}

/**
 * What became of leads that Microsoft's list did not show; one that was seen meanwhile is left as it was seen, one that
 * is or was being deleted as it is. After `rememberConsents`, in its transaction.
 */
export async function settleLeads (
  db: Queryable, providerId: number, leads: ReadonlyArray<{ id: string, status: string }>, seenAt: string, asked: string
): Promise<void> {
  await db.query({
    text: `update lead l set status = s.status, seen_at = greatest(l.seen_at, $3)
      from unnest($2::uuid[], $4::text[]) as s (id, status)
      where l.provider_id = $1 and l.id = s.id and l.deleting_task is null and (l.seen_at is null or l.seen_at < $3)
        and not (l.is_direct and l.ms_tenant_id in (${deletedSince('$5')}))`,
    values: [providerId, leads.map(lead => lead.id), seenAt, leads.map(lead => lead.status), asked]
  })
}
