import { acceptTask } from '../../http/accept-task.ts'
import { administering, reading } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { isNeedless } from '../../schemas/numbering.ts'
import { numberingTables } from '../../schemas/numbering-tables.ts'
import { numberingOverrides as listOverrides } from '../../tenancy/records/numbering-overrides.ts'
import { NumberingOverrides, NumberingOverridesAnswer } from '../schemas/numbering-override.ts'
import { keepNumberingOverrides } from '../tasks/keep-numbering-overrides.ts'
import { readOverrides } from './read-overrides.ts'

const ofProvider = { from: 'provider', versions: ['v3'], problems: ['out_of_scope'] } as const
const tags = ['Numbers']

/** Numbers that the provider declares to exist before the tables know them. */
export const numberingOverrides: Resource = (scope, { records, queue }) => {
  scope.get('/numbering-plan/overrides', {
    config: { ...ofProvider, about: 'provider', roles: reading },
    schema: {
      operationId: 'listNumberingOverrides', summary: 'List the overrides of the numbering plans',
      description: 'Which numbers the provider declared to exist, and which of that the tables say by now, too.',
      tags, response: { 200: ref(NumberingOverridesAnswer) }
    }
  }, async ({ caller }) => ({
    tables: numberingTables,
    overrides: (await listOverrides(records(caller))).map(one => ({ ...one, needless: isNeedless(one) }))
  }))

  scope.put('/numbering-plan/overrides', {
    config: { ...ofProvider, about: 'nobody', roles: administering, makes: keepNumberingOverrides },
    bodyLimit: 1024 * 1024,
    schema: {
      operationId: 'setNumberingOverrides', summary: 'Set the overrides of the numbering plans',
      description:
        'These and no others. Uploads, imports and the status of numbers follow them from then on; numbers that are ' +
        'held already stay as they are.',
      tags, body: ref(NumberingOverrides), response: { 200: ref(TaskReference) }
    }
  }, (request, reply) => acceptTask(queue, request, reply, {
    kind: keepNumberingOverrides, input: { overrides: readOverrides(request.body) }, ticketId: request.body.ticketId
  }))
}
