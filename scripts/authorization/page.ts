import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../../src/database/project-root.ts'
import { nodeOf, ownerOf, owners, verdictOf, type Authority, type Owner, type Place } from '../../src/http/authority.ts'
import { roles } from '../../src/http/caller.ts'

// Prints the rule of src/http/authority.ts for every operation of the documents, as docs/authorization.md.

/** A tree in which each node is to each other one what it can be. */
const tree: readonly Place[] = [
  { provider: 1 }, { provider: 1, channel: 1 }, { provider: 1, channel: 1, customer: 1 },
  { provider: 1, channel: 1, customer: 2 }, { provider: 1, channel: 2 }, { provider: 1, channel: 2, customer: 3 },
  { provider: 2 }
]
const levels = { provider: 0, shared: 0, channel: 1, lead: 1, customer: 2, nobody: undefined } as const

interface Column { readonly node: ReturnType<typeof nodeOf>, readonly owner: Owner }

const columns: readonly Column[] = (['provider', 'channel', 'customer'] as const).flatMap(node => {
  const seen = owners.filter(owner =>
    tree.some(asker => nodeOf(asker) === node && tree.some(has => ownerOf(asker, has) === owner))
  )
  return seen.map(owner => ({ node, owner }))
})

/** Whether an owner of this sort can have what the operation is about. */
function canBe ({ node, owner }: Column, about: Authority['about']): boolean {
  const level = levels[about]
  const having = tree.filter(has => ['provider', 'channel', 'customer'].indexOf(nodeOf(has)) === level)
  return owner === 'other provider' || having.some(has =>
    tree.some(asker => nodeOf(asker) === node && ownerOf(asker, has) === owner))
}

const marks = { allowed: '✓', role: '✗', node: '✗', absent: '∅' } as const

interface Listed extends Authority { readonly operationId: string }

function rowOf ({ operationId, ...authority }: Listed): string {
  const [role = 'Admin'] = authority.roles
  const cells = columns.map(column => {
    if (authority.about !== 'nobody' && !canBe(column, authority.about)) return ' '
    return marks[verdictOf(authority, { role, ...column })]
  })
  const allowed = authority.roles.length === roles.length ? 'all' : authority.roles.join(', ')
  return `| \`${operationId}\` | ${authority.about} | ${allowed} | ${cells.join(' | ')} |`
}

interface Described { readonly operationId: string, readonly 'x-authority'?: Authority }
interface Document { readonly paths: Record<string, Record<string, Described>> }

/** What each operation says of itself, every operation once. */
async function operations (): Promise<Listed[]> {
  const found = new Map<string, Listed>()
  for (const version of ['v3', 'v2', 'ovoc']) {
    const text = await readFile(join(projectRoot(), 'openapi', `${version}.json`), 'utf8')
    const { paths } = JSON.parse(text) as Document
    for (const { operationId, 'x-authority': authority } of Object.values(paths).flatMap(path => Object.values(path))) {
      if (authority !== undefined && !found.has(operationId)) found.set(operationId, { operationId, ...authority })
    }
  }
  return [...found.values()].toSorted((one, other) => one.operationId < other.operationId ? -1 : 1)
}

const introduction = `\
# Who may do what

Made from code by \`npm run authorization\`: from the rule in \`src/http/authority.ts\`, and from what each route says
of itself (\`roles\`, \`from\`, \`about\`; in the OpenAPI documents as \`x-authority\`). Every operation is asked for as
every role at every node, and compared, by \`test/app/authorization.test.ts\`.

An application has a role and acts for a node of the tree: a provider, a channel, or a customer. Each row is an
operation, what it is about, and the roles that may ask; other roles get 403 (\`role_missing\`) everywhere. Each cell
says what an application of such a node gets when the thing belongs to its own node, to one below it (child), to one
beside it (sibling), to one above it (parent), to another channel or its customers, or to another provider.

| mark | means |
|---|---|
| ✓ | may ask. What the request uses must be allocated as well. |
| ✗ | 403 (\`out_of_scope\`): such a node may not ask for this, whatever it is about. |
| ∅ | The thing is absent: the answer is that for one that does not exist. |
| (empty) | There is no such thing: providers have no siblings, and a channel belongs to no customer. |

What is about \`nobody\` names nothing that has an owner. A list shows what has a ✓ and leaves out what has a ∅. A
task may be canceled, retried or released by the nodes that may ask for one of its kind.
`

export async function authorizationPage (): Promise<string> {
  const heads = columns.map(({ node, owner }) => `${node}: ${owner}`)
  return `${introduction}
| operation | about | roles | ${heads.join(' | ')} |
|${'---|'.repeat(heads.length + 3)}
${(await operations()).map(rowOf).join('\n')}
`
}
