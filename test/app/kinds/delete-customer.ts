import { insertCustomer } from '../../../src/customers/records/customer-creation.ts'
import { customerId, customerState, leadId, shortName, siteId, storeLead, tenantOf } from './create-customer.ts'
import type { Example } from './example.ts'

/** The customer without numbers: with them, the same steps run as for a release, which has an example of its own. */
export const deleteCustomer: Example = {
  steps:
    'tsk: await-window validate release-validate release-look-at-microsoft release-send-to-microsoft* ' +
    'release-await-microsoft release-confirm release-clean-sbcs release-complete release-note clean-sites forget',
  input: place => ({
    customerId: customerId(place), msTenantId: tenantOf(place), removeFromOperatorConnect: true, duplicates: []
  }),
  numbers: 0,
  async prepare (place) {
    await storeLead(place)
    await insertCustomer(place.services.db, 1, {
      id: customerId(place), leadId: leadId(place), msTenantId: tenantOf(place), shortName: shortName(place),
      fullName: 'Kinds'
    }, {
      id: siteId(place), name: shortName(place), sbcId: 8, deploymentState: 'Deployed'
    }, () => undefined)
  },
  state: customerState,
  afterFailure: 'named'
}
