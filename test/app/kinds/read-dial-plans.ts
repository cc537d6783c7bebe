import type { Example } from './example.ts'

export const readDialPlans: Example = {
  steps: 'tsk: read',
  input: () => ({ sbcId: 8, plans: ['Zoom'] }),
  numbers: 0,
  prepare: async ({ services }) => {
    await services.db.query({ text: 'delete from dial_plan_reading' })
  },
  state: async ({ services }) =>
    (await services.db.query({ text: 'select plan, place, rules from dial_plan_reading order by place' })).rows,
  afterFailure: 'named'
}
