import { leadIdOf, tenantOf, whereLeadIs } from './create-lead.ts'
import type { Example } from './example.ts'

const consent = {
  productContext: 'teams', tenantOrigin: null, operatorId: null, status: 'Active', consentedOn: null,
  lastModifiedOn: '2024-04-03T13:32:12.8287200Z', consentedCountries: [], contacts: [], contactDetails: null,
  customerRelationship: null
}

export const deleteLead: Example = {
  steps: 'wld: retire-lead* remove-at-microsoft* forget-lead',
  input: place => ({ leadId: leadIdOf(place), msTenantId: tenantOf(place) }),
  numbers: 0,
  async prepare (place) {
    const { stack, services } = place
    const tenantId = tenantOf(place)
    await stack.microsoft.control('PATCH', '/_mock/state', {
      tenants: { [tenantId]: { consent: { ...consent, id: leadIdOf(place), tenantId } } }
    })
    await services.db.query({
      text:
        'insert into lead (provider_id, id, ms_tenant_id, is_direct, company_name, status) values (1, $1, $2, true, ' +
        "$3, 'Active') on conflict do nothing",
      values: [leadIdOf(place), tenantId, `Company ${place.serial}`]
    })
  },
  state: whereLeadIs,
  afterFailure: 'named'
}
