import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { projectRoot } from '../../src/database/project-root.ts'
import { connectionPlace, operatorPlace, sbcPlace } from '../../src/schemas/secret-place.ts'
import { openSecrets } from '../../src/secrets.ts'

/** Ids of the demo that cannot be read from scripts/demo/microsoft.json. */
export const demo = {
  channelId: 1574,
  australianCustomer: 'd0000000-0000-4000-8000-0000000000a1',
  israeliCustomer: 'd0000000-0000-4000-8000-0000000000b2',
  sbcIds: [8, 11]
} as const

const israeliTenant = 'c1a7e2d0-2222-4a61-9b01-0000000000b2'
const operatorTenant = '0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40'

export interface DemoPlace {
  databaseUrl: string
  secretsKey: string
  microsoftMockUrl: string
  sbcMockUrls: readonly [string, string]
}

/** Writes the demo operator into an empty database; a second time only what is about addresses changes. */
export async function seedDemo ({ databaseUrl, secretsKey, sbcMockUrls }: DemoPlace): Promise<void> {
  const secrets = openSecrets({ SECRETS_KEY: secretsKey, SECRETS_PUBLIC_KEY: '' })
  const microsoft = await readFile(join(projectRoot(), 'scripts/demo/microsoft.json'), 'utf8')
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(
      `insert into provider (id, name) overriding system value values (1, 'Demo Operator') on conflict do nothing`
    )
    await client.query(`
      insert into operator_connect_tenant (provider_id, tenant_id, client_id, name, credential_encrypted)
      values (1, $1, '7d1f6f0a-3c55-4b62-8a0e-2f9d8c7b6a51', 'Demo Operator Connect', $2)
      on conflict (provider_id, tenant_id) do update set credential_encrypted = excluded.credential_encrypted`,
    [operatorTenant, secrets.seal('demo-operator-connect-secret', operatorPlace(1, operatorTenant))])
    await client.query(`
      insert into sbc (provider_id, id, name, fqdn, ip_address, base_url, username, password_encrypted)
      values (1, $1, 'Demo SBC 1', 'oc1.sbc.dialplane.example', '127.0.0.1', $3, 'dialplane', $5),
        (1, $2, 'Demo SBC 2', 'oc2.sbc.dialplane.example', '127.0.0.1', $4, 'dialplane', $6)
      on conflict (provider_id, id) do update
        set base_url = excluded.base_url, password_encrypted = excluded.password_encrypted`,
    [
      ...demo.sbcIds, ...sbcMockUrls, ...demo.sbcIds.map(id => secrets.seal('demo-sbc-password', sbcPlace(1, id)))
    ])
    await client.query(
      `insert into channel (provider_id, id, name, description)
        values (1, $1, 'Pacific Resellers', 'Sells in Australia') on conflict do nothing`,
      [demo.channelId]
    )
    await client.query(leads, [microsoft])
    await client.query(callingProfiles, [microsoft])
    await client.query(trunks, [microsoft])
    await client.query(plans, [microsoft])
    await client.query(customers, [demo.australianCustomer, demo.israeliCustomer, demo.channelId])
    const customerSecret = secrets.seal('demo-customer-secret', connectionPlace(1, israeliTenant))
    await client.query(connection, [demo.israeliCustomer, customerSecret])
    await client.query(sites, [demo.australianCustomer, demo.israeliCustomer, ...demo.sbcIds])
    await client.query(credentials, [operatorTenant, demo.channelId, demo.australianCustomer])
    await client.query(people, [operatorTenant, demo.channelId, demo.australianCustomer])
    await client.query('select allocate_what_is_held()')
    await client.query(allocations, [demo.channelId, demo.australianCustomer])
    await client.query('commit')
  } finally {
    await client.end()
  }
}

const leads = `
  insert into lead (provider_id, ms_tenant_id, is_direct, company_name, status, consented_countries, consented_on,
    last_modified_on, operator_id, contact)
  select 1, (c ->> 'tenantId')::uuid, false, c #>> '{contactDetails,companyName}', c ->> 'status',
    array(select jsonb_array_elements_text(c -> 'consentedCountries')), (c ->> 'consentedOn')::timestamptz,
    (c ->> 'lastModifiedOn')::timestamptz, (c ->> 'operatorId')::uuid, c -> 'contactDetails'
  from jsonb_path_query($1::jsonb, '$.tenants.*.consent') c on conflict do nothing`

const callingProfiles = `
  insert into calling_profile (provider_id, id, name, environment, region, carrier, offer_types,
    emergency_dial_strings, is_emergency_profile, emergency_profile_id, validation)
  select 1, (p ->> 'callingProfileId')::uuid, p ->> 'name', p ->> 'enviroment', p ->> 'region', p ->> 'carrier',
    p -> 'offerTypes',
    array(select jsonb_array_elements_text(p -> 'emergencyDialStrings')), (p ->> 'isEmergencyProfile')::boolean,
    (p ->> 'emergencyProfileId')::uuid, coalesce(p -> 'validation', '{}')
  from jsonb_path_query($1::jsonb, '$.callingProfiles[*]') p on conflict do nothing`

const trunks = `
  insert into calling_profile_trunk (provider_id, calling_profile_id, id, fqdn)
  select 1, (p ->> 'callingProfileId')::uuid, (t ->> 'trunkId')::uuid, t ->> 'trunkFqdn'
  from jsonb_path_query($1::jsonb, '$.callingProfiles[*]') p, jsonb_array_elements(p -> 'trunksEnrolled') t
    on conflict do nothing`

const plans = `
  insert into capability_plan (provider_id, ms_tenant_id, usage, name, offer_types, mandatory_capabilities,
    choosable_capabilities, supports_toll_free)
  select 1, null, p ->> 'usage', p ->> 'name', array(select jsonb_array_elements_text(p -> 'offerTypes')),
    array(select jsonb_array_elements_text(p -> 'mandatoryCapabilities')),
      array(select jsonb_array_elements_text(p -> 'choosableCapabilities')),
    (p ->> 'supportsTollFree')::boolean
  from jsonb_path_query($1::jsonb, '$.plans[*]') p on conflict do nothing`

const customers = `
  insert into customer (provider_id, id, ms_tenant_id, lead_id, short_name, full_name, license_type,
    licensed_users_count, channel_id)
  select 1, n.id, l.ms_tenant_id, l.id, n.short_name, l.company_name, n.license_type, n.users, n.channel_id
  from (values ($1::uuid, 'c1a7e2d0-1111-4a61-9b01-0000000000a1'::uuid, 'SouthernX', 3, null::int, $3::int),
    ($2::uuid, 'c1a7e2d0-2222-4a61-9b01-0000000000b2'::uuid, 'Negev', 4, 20, null)) as n (id, ms_tenant_id, short_name,
      license_type, users, channel_id)
  join lead l on l.provider_id = 1 and l.ms_tenant_id = n.ms_tenant_id and not l.is_direct on conflict do nothing`

// The Israeli customer has Essentials Plus and an application of its own; the Australian one has Essentials.
const connection = `
  insert into tenant_connection (provider_id, customer_id, client_id, credential_encrypted, status)
  values (1, $1, 'b0000000-0000-4000-8000-000000000002', $2, 'Connected')
  on conflict (provider_id, customer_id) do update set credential_encrypted = excluded.credential_encrypted`

const sites = `
  insert into site (provider_id, customer_id, sbc_id, name)
  values (1, $1, $3, 'GRXRATNEUZMNZ'), (1, $2, $4, 'GSBFZUBGHWOFI') on conflict do nothing`

// What the channel may give to its customers, and what the Australian one has of it.
const allocations = `
  insert into allocation (provider_id, channel_id, customer_id, kind, value, digits)
  select 1, a.channel_id, a.customer_id, 'number', a.value, range_agg(dialled_range(d.digits))
  from (values ($1::int, null::uuid, '+613956', array['+613956']),
    ($1, null, '+6139557', array['+6139557']), (null, $2, '+6139557', array['+6139557']),
    ($1, null, '+6139555[7-9]', array['+61395557', '+61395558', '+61395559']),
    (null, $2::uuid, '+6139555[7-9]', array['+61395557', '+61395558', '+61395559'])
  ) as a (channel_id, customer_id, value, beginnings)
  cross join unnest(a.beginnings) as d (digits) group by 2, 3, 5 on conflict do nothing`

const credentials = `
  insert into credential (entra_tenant_id, client_id, provider_id, name, channel_id, customer_id)
  values ($1, 'a0000000-0000-4000-8000-000000000001', 1, 'admin', null, null),
    ($1, 'a0000000-0000-4000-8000-000000000002', 1, 'operator', null, null),
    ($1, 'a0000000-0000-4000-8000-000000000003', 1, 'monitor', null, null),
    ($1, 'a0000000-0000-4000-8000-000000000004', 1, 'channel', $2, null),
    ($1, 'a0000000-0000-4000-8000-000000000005', 1, 'customer', null, $3) on conflict do nothing`

// The console, and people whose node is not that of their directory; after the applications, in which order they are
// listed.
const people = `
  insert into credential (entra_tenant_id, client_id, provider_id, name, channel_id, customer_id, created_at)
  values ($1, 'a0000000-0000-4000-8000-0000000000c0', 1, 'console', null, null, now() + interval '1 microsecond'),
    ($1, 'e0000000-0000-4000-8000-000000000004', 1, 'Rene Reseller', $2, null, now() + interval '2 microseconds'),
    ($1, 'e0000000-0000-4000-8000-000000000005', 1, 'Kim Customer', null, $3, now() + interval '3 microseconds')
  on conflict do nothing`
