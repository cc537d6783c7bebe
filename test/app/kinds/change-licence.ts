import { demo, tenants } from '../../support/stack.ts'
import type { Example, Place } from './example.ts'
import { connectionPlace } from '../../../src/schemas/secret-place.ts'

/** The licence and the connection that the customer has, and whether the day was noted. */
async function licence ({ services: { db } }: Place): Promise<unknown> {
  const { rows } = await db.query({
    text: `select c.license_type, c.licensed_users_count, c.full_name, k.client_id, k.status, d.license_type as noted,
      d.acquired_licenses
      from customer c left join tenant_connection k on k.customer_id = c.id left
        join licence_day d on d.customer_id = c.id where c.id = $1`,
    values: [demo.australianCustomer]
  })
  return rows
}

export const changeLicence: Example = {
  steps: 'tsk: check-connection change',
  input: ({ services, providerId = 1 }) => ({
    customerId: demo.australianCustomer,
    way: 'change',
    licenseType: 5,
    licensedUsersCount: 50,
    fullName: 'Acme',
    connection: {
      clientId: 'b0000000-0000-4000-8000-000000000001',
      sealedSecret: services.secrets.seal('demo-customer-secret', connectionPlace(providerId, tenants.australian))
        .toString('base64')
    }
  }),
  numbers: 0,
  async prepare ({ services: { db } }) {
    const values = [demo.australianCustomer]
    await db.query({
      text: "update customer set license_type = 4, licensed_users_count = 20, full_name = 'Southern' where id = $1",
      values
    })
    for (const table of ['tenant_connection', 'licence_day']) {
      await db.query({ text: `delete from ${table} where customer_id = $1`, values })
    }
  },
  state: licence,
  afterFailure: 'clean'
}
