import type { Example, Place } from './example.ts'

const id = (kind: number, { serial }: Place): string =>
  `0000000${kind}-0000-4000-8000-${String(serial).padStart(12, '0')}`
export const leadId = (place: Place): string => id(1, place)
export const tenantOf = (place: Place): string => id(2, place)
export const customerId = (place: Place): string => id(3, place)
export const siteId = (place: Place): string => id(4, place)
export const shortName = ({ serial }: Place): string => `Kind_${serial}`

/** What the records and both SBCs know of the tenant and its site, without names and ids of the run. */
export async function customerState (place: Place): Promise<unknown> {
  const { rows: [records] } = await place.services.db.query({
    text: `select (select jsonb_agg(license_type) from customer where ms_tenant_id = $1) as licences,
      (select jsonb_agg(status) from lead where ms_tenant_id = $1) as leads,
      (select jsonb_agg(s.deployment_state) from site s join customer c on c.id = s.customer_id
        where c.ms_tenant_id = $1) as sites,
      (select count(*)::int from licence_day d join customer c on c.id = d.customer_id
        where c.ms_tenant_id = $1) as days`,
    values: [tenantOf(place)]
  })
  const devices = await Promise.all(place.stack.sbcs.map(async sbc => {
    const { rows } = await sbc.control('GET', '/_mock/state')
    return Object.values<object[]>(rows).flat().map(row => JSON.stringify(row)).filter(text =>
      text.includes(`"${shortName(place)}-`)
    ).length
  }))
  return { records, devices }
}

export async function storeLead (place: Place): Promise<void> {
  await place.services.db.query({
    text:
      `insert into lead (provider_id, id, ms_tenant_id, is_direct, company_name, status)
        values (1, $1, $2, true, 'Kinds', 'Active')`,
    values: [leadId(place), tenantOf(place)]
  })
}

export const newCustomer = (place: Place): object => ({
  customerId: customerId(place),
  leadId: leadId(place),
  msTenantId: tenantOf(place),
  shortName: shortName(place),
  fullName: 'Kinds',
  tellsCustomer: true,
  site: {
    id: siteId(place), name: shortName(place), sbcId: 8, customerType: 'IPGROUP_TYPE', onboardingScript: 7,
    cleanupScript: 700, parameters: { ProxySet: 'SIPTrunk', OnlinePstnGateway: 'oc1.sbc.dialplane.example' }
  }
})

export const createCustomer: Example = {
  steps: 'wst: await-window validate create* program-sbc* complete',
  input: newCustomer,
  numbers: 0,
  prepare: storeLead,
  state: customerState,
  afterFailure: 'clean'
}
