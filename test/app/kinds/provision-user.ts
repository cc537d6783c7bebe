import { connectAustralian, assignmentsAt, users } from '../../support/connections.ts'
import { tenants } from '../../support/stack.ts'
import type { Example } from './example.ts'

const { ruby } = users[tenants.australian]

export const provisionUser: Example = {
  steps: 'tsk: validate find-policies update-attributes* assign-number* assign-policies* complete',
  input: ({ numbers }) => ({
    msTenantId: tenants.australian, sipAddress: 'ruby.walker@southerncross.example',
    attributes: { city: 'Sydney', department: 'Export' }, number: numbers[0], notSet: []
  }),
  numbers: 1,
  needs: ['upload-numbers'],
  async prepare ({ stack, services }) {
    await connectAustralian(stack, (text, values) => services.db.query({ text, values }))
    const { tenants: { [tenants.australian]: tenant } } = await stack.microsoft.control('GET', '/_mock/state')
    await stack.microsoft.control('PATCH', '/_mock/state', {
      tenants: {
        [tenants.australian]: {
          users: tenant.users.map((user: { id: string }) =>
            user.id === ruby ? { ...user, city: 'Melbourne', department: null } : user
          ),
          numbers: tenant.numbers.map((number: object) => ({
            ...number, assignmentTargetId: null, assignmentStatus: 'Unassigned', assignmentCategory: null
          }))
        }
      }
    })
  },
  async state ({ stack, services, numbers }) {
    const { tenants: { [tenants.australian]: tenant } } = await stack.microsoft.control('GET', '/_mock/state')
    const { city, department } = tenant.users.find((user: { id: string }) => user.id === ruby)
    const { rows } = await services.db.query({
      text: 'select assignment_status from number where number = any($1)', values: [numbers]
    })
    return [city, department, (await assignmentsAt(stack, tenants.australian))[numbers[0] ?? ''], rows]
  },
  afterFailure: 'clean'
}
