import { assignBehindOurBack, assignmentsAt, connectAustralian, users } from '../../support/connections.ts'
import { tenants } from '../../support/stack.ts'
import type { Example } from './example.ts'

export const unassignNumbers: Example = {
  steps: 'tsk_msjob: validate unassign* confirm complete',
  input: () => ({ msTenantId: tenants.australian, duplicates: [] }),
  numbers: 2,
  needs: ['upload-numbers'],
  async prepare ({ stack, services, numbers }) {
    await connectAustralian(stack, (text, values) => services.db.query({ text, values }))
    await assignBehindOurBack(
      stack, tenants.australian, Object.fromEntries(numbers.map(number => [number, users[tenants.australian].jack]))
    )
  },
  async state ({ stack, services, numbers }) {
    const assigned = await assignmentsAt(stack, tenants.australian)
    const { rows } = await services.db.query({
      text: `select change from number_history where number = any($1) and change = 'unassigned' order by number`,
      values: [numbers]
    })
    return [numbers.map(number => assigned[number]), rows.length > 0]
  },
  afterFailure: 'named'
}
