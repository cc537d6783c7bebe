import type { LicenceDay } from '../../tenancy/schemas/licence.ts'
import type { Queryable } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { customersWithin, ofTenantWithin } from '../../tenancy/records/reach.ts'

/**
 * Users that have a number are licensed by their number's kind; a number of an application or a bridge is a service
 * number.
 */
const usage = `
  select count(*) filter (where not u.is_resource_account)::int as monitored,
    count(*) filter (where not u.is_resource_account and u.number is not null)::int as users,
    count(*) filter (where not u.is_resource_account and u.number_type = 'directRouting')::int as direct_routing,
    count(*) filter (where not u.is_resource_account and u.number is not null and u.number_type is distinct
      from 'directRouting'
      and u.number_type is distinct from 'callingPlan')::int as operator_connect,
    count(*) filter (where u.is_resource_account and u.number is not null)::int as service_numbers
  from tenant_user u where u.provider_id = c.provider_id and u.ms_tenant_id = c.ms_tenant_id`

const today = `(now() at time zone 'UTC')::date`

const dayOf = (condition: string): string => `
  insert into licence_day as d (provider_id, customer_id, day, license_type, acquired_licenses, monitored_users,
    users_direct_routing,
    users_operator_connect, users_by_user_interface, service_numbers)
  select c.provider_id, c.id, ${today}, c.license_type, coalesce(c.licensed_users_count, 0), n.monitored,
    n.direct_routing, n.operator_connect, n.users, n.service_numbers
  from customer c cross join lateral (${usage}) n where ${condition}
  on conflict (provider_id, customer_id, day) do update set license_type = excluded.license_type,
    acquired_licenses = excluded.acquired_licenses,
    monitored_users = excluded.monitored_users, users_direct_routing = excluded.users_direct_routing,
      users_operator_connect = excluded.users_operator_connect,
    users_by_user_interface = excluded.users_by_user_interface, service_numbers = excluded.service_numbers,
      updated_at = now()`

/** Writes today's row of a customer, or brings it up to date. */
export async function keepLicenceDay (db: Queryable, providerId: number, customerId: string): Promise<void> {
  await db.query({ text: dayOf('c.provider_id = $1 and c.id = $2'), values: [providerId, customerId] })
}

/** Gives customers that have no row of today one, so many at most. Answers how many. */
export async function keepLicenceDays (db: Queryable, atMost: number): Promise<number> {
  const { rowCount } = await db.query({
    text: dayOf(`(c.provider_id, c.id) in (select o.provider_id, o.id from customer o where not exists (
      select from licence_day k where k.provider_id = o.provider_id and k.customer_id = o.id and k.day = ${today})
        limit $1)`),
    values: [atMost]
  })
  return rowCount ?? 0
}

/** One row a day of the last so many months, the oldest first; the last one is as things are now. */
export async function licenceInfo (
  records: ReachedRecords, customerId: string, months: number
): Promise<LicenceDay[]> {
  const { rows } = await records.query<LicenceDay>({
    within: customersWithin('c'),
    text: within => `
      with own as (select c.* from customer c where ${within} and c.id = $4), day as (
        select d.day, d.acquired_licenses, d.monitored_users, d.users_direct_routing, d.users_operator_connect,
          d.users_by_user_interface, d.service_numbers, d.updated_at
        from own c join licence_day d on d.provider_id = c.provider_id and d.customer_id = c.id
          and d.day > ${today} - make_interval(months => $5) and d.day < ${today}
        union all
        select ${today}, coalesce(c.licensed_users_count, 0), n.monitored, n.direct_routing, n.operator_connect,
          n.users, n.service_numbers, now()
        from own c cross join lateral (${usage}) n
      ) select acquired_licenses as "acquiredLicenses", monitored_users as "totalMonitoredUsers",
        users_by_user_interface + service_numbers as "currentlyLicensed",
        users_direct_routing as "managedUsersDirectRouting", users_operator_connect as "managedUsersOperatorConnect",
          0 as "managedUsersByLifeCycleManagement",
        users_by_user_interface as "managedUsersUserInterface", service_numbers as "managedServiceNumbers",
          to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '0+00:00' as "lastUpdate",
          $4::uuid as "umpCustomerGuid"
      from day order by day`,
    values: [customerId, months]
  })
  return rows
}

/** Users that have a number, by name. */
export async function licensedUsers (
  records: ReachedRecords, msTenantId: string
): Promise<Array<{ sipAddress: string, licenseCriteria: string }>> {
  const { rows } = await records.query<{ sipAddress: string, licenseCriteria: string }>({
    within: ofTenantWithin('u', '$4::uuid'),
    text: within => `select regexp_replace(coalesce(nullif(sip_address, ''), user_principal_name), '^sip:', '',
      'i') as "sipAddress", 'Managed Users - By User Interface' as "licenseCriteria"
      from tenant_user u where ${within} and u.ms_tenant_id = $4 and number is not null and not is_resource_account
      order by lower(user_principal_name) collate "C", id`,
    values: [msTenantId]
  })
  return rows
}

/** Writes what is given and keeps the rest. False when the customer does not have the licence `before` any more. */
export async function writeLicence (
  db: Queryable, providerId: number, before: { id: string, licenseType: number },
  after: { licenseType?: number | undefined, licensedUsersCount?: number | undefined, fullName?: string | undefined }
): Promise<boolean> {
  const { rows } = await db.query({
    text: `update customer set license_type = coalesce($4, license_type), licensed_users_count = coalesce($5,
      licensed_users_count), full_name = coalesce($6, full_name)
      where provider_id = $1 and id = $2 and license_type = $3 returning id`,
    values: [
      providerId, before.id, before.licenseType, after.licenseType ?? null, after.licensedUsersCount ?? null,
      after.fullName ?? null
    ]
  })
  return rows.length > 0
}
