import { connectionPlace } from '../../src/schemas/secret-place.ts'
import { openSecrets } from '../../src/secrets.ts'
import { demo, tenants, type Stack } from './stack.ts'

/** Gives the Australian demo customer what the Israeli one has: a bigger licence, and an application in its tenant. */
export async function connectAustralian (
  stack: Stack, query: (text: string, values: unknown[]) => Promise<unknown>
): Promise<void> {
  const secret = openSecrets({ SECRETS_KEY: stack.env['SECRETS_KEY'] ?? '', SECRETS_PUBLIC_KEY: '' })
    .seal('demo-customer-secret', connectionPlace(1, tenants.australian))
  await query('update customer set license_type = 4 where id = $1', [demo.australianCustomer])
  await query(`insert into tenant_connection (provider_id, customer_id, client_id, credential_encrypted, status)
    values (1, $1, 'b0000000-0000-4000-8000-000000000001', $2, 'Connected') on conflict do nothing`,
  [demo.australianCustomer, secret])
}

/** The numbers of a tenant at Microsoft, and who has them. */
export async function assignmentsAt (stack: Stack, tenantId: string): Promise<Record<string, string | null>> {
  const state = await stack.microsoft.control('GET', '/_mock/state')
  const numbers: Array<{ telephoneNumber: string, assignmentTargetId: string | null }> = state.tenants[tenantId].numbers
  return Object.fromEntries(
    numbers.map(({ telephoneNumber, assignmentTargetId }) => [telephoneNumber, assignmentTargetId])
  )
}

/** The customer's administrator gives numbers to users, behind our back. */
export async function assignBehindOurBack (
  stack: Stack, tenantId: string, targets: Readonly<Record<string, string | null>>
): Promise<void> {
  const state = await stack.microsoft.control('GET', '/_mock/state')
  const numbers = state.tenants[tenantId].numbers.map((number: { telephoneNumber: string }) => {
    const target = targets[number.telephoneNumber]
    return target === undefined
      ? number
      : {
          ...number, assignmentTargetId: target, assignmentStatus: target === null ? 'Unassigned' : 'UserAssigned',
          assignmentCategory: target === null ? null : 'primary'
        }
  })
  await stack.microsoft.control('PATCH', '/_mock/state', { tenants: { [tenantId]: { numbers } } })
}

export const users = {
  [tenants.australian]: { jack: '57a27cd2-c675-4f3c-8af9-7075844e3aa6', ruby: 'cc7c4c33-e3b5-446c-8fd7-fc0fd2e2ea5c' },
  [tenants.israeli]: { amit: '45880c87-5197-4e71-8a38-50691e5f0df0', yael: '79e59f4d-cb90-4c3f-892d-72e4de9c0899' }
} as const
