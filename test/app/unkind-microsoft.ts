import { taskKinds } from '../../src/app/domains.ts'
import type { AnyTaskKind } from '../../src/engine/define.ts'
import { tenants, type Stack } from '../support/stack.ts'
import { australianNumbers } from '../support/uploads.ts'
import type { Unkindness } from './run-kind.ts'

/** Kinds by their names, in the order of the names. */
export const kindsNamed = (...names: string[]): AnyTaskKind[] =>
  names.map(name => {
    const kind = taskKinds.find(known => known.name === name)
    if (kind === undefined) throw new Error(`There is no kind ${name}`)
    return kind
  })

/** Kinds whose outcome hangs on what Microsoft lists; pages of 1,000, its own size, are those of `every-kind`. */
export const askingMicrosoft = kindsNamed(
  'upload-numbers', 'release-numbers', 'synchronize-numbers', 'synchronize-leads', 'synchronize-users',
  'provision-user', 'create-lead', 'delete-lead', 'synchronize-operator-tenant'
)

/** Kinds that call Microsoft so often that each walks through its unkindness in a file of its own. */
const inOtherFiles = kindsNamed(
  'upload-numbers', 'release-numbers', 'synchronize-numbers', 'synchronize-leads', 'synchronize-users',
  'pull-civic-addresses', 'change-relationship', 'synchronize-operator-tenant', 'unassign-numbers', 'provision-user',
  'create-lead', 'delete-lead', 'validate-tenant'
)

const others = taskKinds.filter(kind => !inOtherFiles.includes(kind))
const half = Math.ceil(others.length / 2)

/** All others, also those that do not call Microsoft yet: of the domains in front, and of those behind. */
export const otherKinds = { front: others.slice(0, half), behind: others.slice(half) }

/** Microsoft that behaves so, and has more of everything than stands on a page of seven. */
export const unkindly = (behaviour: object): Unkindness => ({ behaviour, furnish })

async function furnish (stack: Stack): Promise<void> {
  const state = await stack.microsoft.control('GET', '/_mock/state')
  const { consent, users } = state.tenants[tenants.australian]
  const others = Array.from({ length: 10 }, (_, index) => {
    const id = `1ead2d00-0000-4000-8000-${String(index).padStart(12, '0')}`
    return [id, { consent: { ...consent, id, tenantId: id } }]
  })
  const strangers = Array.from({ length: 10 }, (_, index) => ({
    id: `e0000000-0000-4000-8000-${String(index).padStart(12, '0')}`, displayName: `User ${index}`,
    userPrincipalName: `user${index}@southerncross.example`
  }))
  await stack.microsoft.control('PATCH', '/_mock/state', {
    tenants: {
      ...Object.fromEntries(others),
      [tenants.australian]: {
        numbers: australianNumbers(57000, 15).map(telephoneNumber => ({ telephoneNumber })),
        users: [...users, ...strangers]
      }
    }
  })
}
