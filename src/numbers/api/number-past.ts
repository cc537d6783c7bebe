import { Type } from '@sinclair/typebox'
import { reading } from '../../http/caller.ts'
import { sendRows, type ExportedRows } from '../../http/exported-rows.ts'
import { timeIn } from '../../http/query-time.ts'
import type { Resource } from '../../http/resource.ts'
import { Problem } from '../../problems.ts'
import { isE164 } from '../../schemas/phone-number.ts'
import { ref } from '../../schemas/ref.ts'
import { Text } from '../../schemas/value.ts'
import { changesAfter, numberAt } from '../records/number-past.ts'
import { NumberPast } from '../schemas/number-past.ts'
import { numberOfPath } from './number-filter.ts'

const rowsPerChunk = 500
const columns = ['telephoneNumber', 'at', 'change', 'taskId', 'caller', 'before', 'after']
const time = (what: string) => Type.Optional(Text({ description: `${what}, as in 2026-08-12T07:00:00Z.` }))

/** What numbers were at other times, for abuse, billing and emergency enquiries. */
export const numberPast: Resource = (scope, { records }) => {
  scope.get('/oc/numbers/:phonenumber/past', {
    config: { roles: reading, versions: ['v3'], problems: ['number_not_found'] },
    schema: {
      operationId: 'getNumberPast', summary: 'Get a number as it was',
      description: 'Whose it was at a moment, how it was used and where it led, as its history tells.',
      tags: ['Numbers'],
      params: Type.Object({ phonenumber: Type.String({ description: 'E.164.', examples: ['+61395556880'] }) }),
      querystring: Type.Object({ at: time('The moment; without it now') }),
      response: { 200: ref(NumberPast) }
    }
  }, async ({ caller, params, query }) => {
    const number = numberOfPath(params.phonenumber)
    const at = timeIn('At', query.at) ?? new Date()
    const past = isE164(number) ? await numberAt(records(caller), number, at.toISOString()) : undefined
    if (past === undefined) throw new Problem('number_not_found', `${number} was not among your numbers then.`)
    return past
  })

  scope.get('/oc/numbers/history/export', {
    config: { roles: reading, versions: ['v3'] },
    schema: {
      operationId: 'exportNumberHistory', summary: 'Export the changes of numbers in a period as CSV',
      description:
        'Every change of every number within the period, streamed, number by number. With ' +
        '`Accept: application/x-ndjson` each is a line of JSON.',
      tags: ['Numbers'], produces: ['text/csv'],
      querystring: Type.Object({ from: time('Changed then or later'), until: time('Changed before') }),
      response: {
        200: {
          content: {
            'text/csv': {
              schema: Type.String({
                examples: [
                  `${columns.join(',')}\r\n'+61395556880,2026-02-16T16:17:56.142792Z,uploaded,wup_1,admin,,` +
                  '"{""usage"":""CallingUserAssignment""}"\r\n'
                ]
              })
            }
          }
        }
      }
    }
  }, async (request, reply) => {
    const { from, until } = request.query
    const period = {
      from: timeIn('From', from)?.toISOString() ?? '-infinity',
      until: timeIn('Until', until)?.toISOString() ?? 'infinity'
    }
    const chunks = async function * (): AsyncGenerator<ExportedRows> {
      for (let last = { number: '', sequence: 0 }; ;) {
        const told = await changesAfter(records(request.caller), period, last, rowsPerChunk)
        yield {
          cells: told.map(({ number, at, change, taskId, caller, before, after }) =>
            [number, at, change, taskId, caller, words(before), words(after)]),
          objects: told
        }
        last = told.at(-1) ?? last
        if (told.length < rowsPerChunk) return
      }
    }
    return sendRows(request, reply, 'number-history', columns, chunks())
  })
}

const words = (facts: object | null): string | null => facts === null ? null : JSON.stringify(facts)
