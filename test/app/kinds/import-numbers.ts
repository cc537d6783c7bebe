import { beginImport, stageRows } from '../../../src/numbers/records/number-imports.ts'
import { newTaskId } from '../../../src/engine/enqueue.ts'
import { profiles, tenants } from '../../support/stack.ts'
import type { Example } from './example.ts'

export const importNumbers: Example = {
  steps: 'imp: check* upload* complete',
  input: () => ({ onlyIfAllValid: false }),
  numbers: 2,
  async before ({ services, numbers, providerId = 1 }) {
    const key = { providerId, id: newTaskId('imp') }
    await beginImport(services.db, key)
    const settings = {
      msTenantId: tenants.australian, callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment' as const,
      additionalUsages: [], capabilities: ['InboundCalling']
    }
    const rows = numbers.map((number, index) => ({
      line: index + 2, cells: { telephoneNumber: number }, number, part: index + 1, errorColumn: null, error: null
    }))
    await stageRows(services.db, key, rows, rows.map(({ part }) => ({ part, settings, rows: 1 })))
    return key.id
  },
  afterFailure: 'named'
}

export const keepNumberingOverrides: Example = {
  steps: 'num_pln: keep', numbers: 0, afterFailure: 'clean',
  async state ({ services }) {
    const { rows } = await services.db.query({
      text: 'select start_number, end_number, source from numbering_override'
    })
    return rows
  },
  prepare: async ({ services }) => { await services.db.query({ text: 'delete from numbering_override' }) },
  input: () => ({
    overrides: [{
      country: 'AU', start: '+61699900000', end: '+61699900009', numberType: 'Geographic', source: 'A notice',
      note: null, validFrom: null, validTo: null
    }]
  })
}
