import type { Example, Place } from './example.ts'

/** A tenant of its own for each run, which Entra knows. */
export function tenantOf ({ serial }: Place): string {
  return `1ead0000-0000-4000-8000-${String(serial).padStart(12, '0')}`
}

export function leadIdOf ({ serial }: Place): string {
  return `1ead1d00-0000-4000-8000-${String(serial).padStart(12, '0')}`
}

/** The lead here and at Microsoft. */
export async function whereLeadIs (place: Place): Promise<unknown> {
  const { services, stack } = place
  const { rows } = await services.db.query({
    text: 'select is_direct, status, channel_id from lead where ms_tenant_id = $1 order by is_direct',
    values: [tenantOf(place)]
  })
  const { tenants } = await stack.microsoft.control('GET', '/_mock/state')
  return { ours: rows, microsoft: tenants[tenantOf(place)]?.consent?.status ?? null }
}

export const createLead: Example = {
  steps: 'wlc: remember-lead* send-to-microsoft*',
  input: place => ({ leadId: leadIdOf(place), msTenantId: tenantOf(place), companyName: `Company ${place.serial}` }),
  numbers: 0,
  prepare: async place => {
    await place.stack.microsoft.control('PATCH', '/_mock/state', { tenants: { [tenantOf(place)]: {} } })
  },
  state: whereLeadIs,
  afterFailure: 'clean'
}
