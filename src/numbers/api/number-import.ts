import { Type } from '@sinclair/typebox'
import { mayOverride } from '../../allocations/api/accept-allocated.ts'
import { Reason } from '../../allocations/schemas/allocation.ts'
import { dropImport, placeOfImport } from '../records/number-imports.ts'
import { customerOfTenant } from '../../tenancy/records/tenants.ts'
import { invalid, Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { newTaskId } from '../../engine/enqueue.ts'
import { importNumbers } from '../tasks/import-numbers/index.ts'
import type { TaskScope } from '../../schemas/task-scope.ts'
import { Text } from '../../schemas/value.ts'
import { usages } from '../../schemas/vocabulary/usage.ts'
import { acceptTask } from '../../http/accept-task.ts'
import { changing, forProvider, type Caller } from '../../http/caller.ts'
import { rowsPerImport, stageFile } from './import-staging.ts'
import { settings } from './number-columns.ts'
import { readSettings, type Cells } from './number-row.ts'
import { Planned } from '../../http/plan-only.ts'
import type { Resource } from '../../http/resource.ts'
import { numberingFor } from '../../tenancy/records/numbering-overrides.ts'
import { fileOf, takeFiles } from '../../http/uploaded-file.ts'

/** What holds for rows that leave the cell empty, or for a file without the column. */
const defaults = {
  msTenantId: Type.Optional(Type.String({ maxLength: 100, description: 'For rows without a tenant of their own.' })),
  callingProfileId: Type.Optional(
    Type.String({
      maxLength: 200, 'x-aliases': ['callingProfile'],
      description: 'For rows without a calling profile: its id or name.'
    })
  ),
  usage: Type.Optional(Text({ maxLength: 100, 'x-values': usages, description: 'For rows without a usage.' })),
  capabilities: Type.Optional(
    Type.String({ maxLength: 500, description: 'For rows without capabilities; parted by blanks or commas.' })
  ),
  country: Type.Optional(Type.String({ maxLength: 10, description: 'For rows without a country.' }))
}

const querystring = Type.Object({
  ...defaults,
  onlyIfAllValid: Type.Optional(
    Type.Boolean({ default: false, description: 'Begin only if every row is valid; else nothing is uploaded.' })
  ),
  adopt: Type.Optional(
    Type.Boolean({
      default: false,
      description:
        'Makes numbers ours that came from elsewhere (source `ocsync`), and programs them on the SBCs. ' +
        'Without it they are left as they are, and the result names them.'
    })
  ),
  reason: Reason,
  ticketId: Type.Optional(
    Type.String({ maxLength: 64, description: 'Your service request; kept on the task and its uploads.' })
  )
})

const exampleFile =
  `${settings.join(',')}\r\n'+61395556880,c1a7e2d0-1111-4a61-9b01-0000000000a1,` +
  '5f3fbb3b-df9b-483d-b294-c7eb01e22aac,CallingUserAssignment,,InboundCalling OutboundCalling,AU,,,,\r\n'

const description = `\
Takes a CSV file, as it is or as a file of a form, and uploads its numbers to the tenants that its rows name. It has
the columns of an export, in any order; \`telephoneNumber\`, \`msTenantId\`, \`callingProfileId\` and \`usage\` must
be there, or one value for all rows in the query. What an export or a result adds is not looked at, so that both can
be sent in again. UTF-8 or UTF-16; comma, semicolon and tab all part cells; a list in a cell is parted by blanks; an
apostrophe before a + and \`="+61395556880"\` are forgiven. At most ${rowsPerImport.toLocaleString('en')} rows and
64 MB.

A file that cannot be read, a column that is missing or unknown, too many rows or none are refused, and nothing is
changed. A bad row does **not** stop the good ones: the result names it by line and column, and \`onlyIfAllValid\`
makes it stop them. Rows that ask the same are uploaded together, by tasks of their own; canceling the import keeps
those from beginning that have not. Correct what \`result.csv?only=failed\` lists, and send it in.`

export const numberImport: Resource = (scope, { records, queue, config }) => {
  takeFiles(scope, files =>
    files.post('/oc/numbers/import', {
      config: {
        roles: changing, about: 'nobody',
        makes: importNumbers, versions: ['v3'], file: exampleFile, problems: ['out_of_scope', 'rate_limited']
      },
      schema: {
        operationId: 'importNumbers',
        summary: 'Import numbers from a CSV file',
        description,
        tags: ['Numbers'],
        querystring,
        response: { 200: ref(TaskReference) }
      }
    }, async (request, reply) => {
      const { caller, query: { onlyIfAllValid = false, adopt = false, reason, ticketId, ...given } } = request
      if (reason !== undefined) forProvider(caller, mayOverride)
      const key = { providerId: caller.providerId, id: newTaskId(importNumbers.idPrefix) }
      const file = fileOf(request)
      const db = records(caller).beyondReach('the rows belong to the import that is just being made')
      let asked = false
      try {
        const rows = await stageFile(db, key, file.bytes, {
          defaults: readDefaults(given), onlyIfAllValid, node: `${caller.channelId ?? ''}/${caller.customerId ?? ''}`,
          rowsPerDay: config.NODE_IMPORT_ROWS_PER_DAY, numbering: await numberingFor(records(caller))()
        })
        request.body = { file: file.digest() } // the digest stands for the file in the request's fingerprint
        asked = true
        const accepted = await acceptTask(queue, request, reply, {
          kind: importNumbers,
          id: key.id,
          input: {
            onlyIfAllValid,
            ...(adopt && { adopt }),
            ...(caller.channelId !== undefined && { channelId: caller.channelId }),
            ...(caller.customerId !== undefined && { customerId: caller.customerId }),
            ...(reason !== undefined && { reason }),
            ...(ticketId !== undefined && { ticketId })
          },
          itemCount: rows,
          ...await placeOf(caller, key.id),
          ticketId
        })
        if (accepted.taskId !== key.id) await dropImport(db, key)
        return accepted
      } catch (error) {
        request.body = { file: file.digest() }
        // After an error the task may exist all the same, and then it needs its rows. Rows without a task are deleted
        // by the import retention.
        if (!asked || error instanceof Problem || error instanceof Planned) {
          await dropImport(db, key).catch((lost: unknown) =>
            request.log.warn({ err: lost }, 'What was kept of an import is left for the sweep')
          )
        }
        throw error
      }
    }))

  /** The node that the import belongs to: the customer that asks or that it is for, and its channel. */
  async function placeOf (caller: Caller, id: string): Promise<TaskScope> {
    const { channelId, customerId, customerTenantId } = caller
    if (customerTenantId === undefined) return { channelId, ...await placeOfImport(records(caller), id) }
    const customer = await customerOfTenant(records(caller), customerTenantId)
    return { customerId, channelId: customer?.channelId ?? undefined, msTenantId: customerTenantId }
  }
}

/** Throws one Problem for wrong defaults, instead of an error for each row. */
function readDefaults (given: Partial<Record<keyof typeof defaults, string>>): Cells {
  const cells: Cells = Object.fromEntries(
    Object.entries(given).filter(([name, text]) => Object.hasOwn(defaults, name) && text.trim() !== '')
  )
  const { errors } = readSettings({
    msTenantId: '00000000-0000-0000-0000-000000000000', callingProfileId: 'any', usage: 'CallingUserAssignment',
    ...cells
  })
  if (errors.length > 0) {
    throw invalid(
      Object.fromEntries(errors.map(({ column, error }) => [column.charAt(0).toUpperCase() + column.slice(1), [error]]))
    )
  }
  return cells
}
