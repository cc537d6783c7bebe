import { tenants } from '../../support/stack.ts'
import type { Example } from './example.ts'

export const changeNumbers: Example = {
  steps: 'wcn: validate change*',
  input: () => ({
    msTenantId: tenants.australian, capabilities: ['OutboundCalling'],
    civicAddressId: '815aa0c1-cc95-425f-8315-11757c906aec', duplicates: []
  }),
  numbers: 2,
  needs: ['upload-numbers'],
  async state ({ stack, services, numbers }) {
    const held = (await stack.microsoft.control('GET', '/_mock/state')).tenants[tenants.australian].numbers as Array<
      { telephoneNumber: string, locationId: string | null, choosableCapabilities: string[] }
    >
    const { rows } = await services.db.query({
      text:
        'select number, capabilities, location_id, observed_location_id from number where number = any($1) order by 1',
      values: [numbers]
    })
    return [
      held.filter(number => numbers.includes(number.telephoneNumber)).map(
        number => [number.telephoneNumber, number.locationId, number.choosableCapabilities]
      ).sort(),
      rows
    ]
  },
  afterFailure: 'named'
}
