import type { Example } from './example.ts'

/** Stricter than what comes with the product, so that nobody has to approve it. */
export const keepBrakes: Example = {
  steps: 'brk: keep',
  input: () => ({
    brakes: [{ action: 'unassign-numbers', msTenantId: null, countMax: 900, percentMax: null }]
  }),
  numbers: 0,
  prepare: async ({ services }) => { await services.db.query({ text: 'delete from brake' }) },
  async state ({ services }) {
    const { rows } = await services.db.query({ text: 'select action, count_max, percent_max from brake' })
    return rows
  },
  afterFailure: 'clean'
}
