import { tenants } from '../../support/stack.ts'
import type { Example, Place } from './example.ts'

/** A number that only our records have. */
async function missed ({ services, serial }: Place): Promise<void> {
  await services.db.query({
    text: `insert into number (provider_id, number, source, ms_tenant_id, uploaded_at, created_at)
      values (1, $1, 'webapi', $2, now() - interval '1 day', now() - interval '1 day')`,
    values: [`+6129998${1000 + serial}`, tenants.australian]
  })
}

export const detectDrift: Example = {
  steps: 'drf: read-microsoft read-sbcs compare complete', numbers: 0, afterFailure: 'named', input: () => ({}),
  prepare: missed,
  async state ({ services, serial }) {
    const { rows } = await services.db.query({
      text: 'select class from drift where number = $1 order by 1', values: [`+6129998${1000 + serial}`]
    })
    return rows
  }
}
