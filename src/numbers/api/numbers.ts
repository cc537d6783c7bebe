import { Readable } from 'node:stream'
import { Type } from '@sinclair/typebox'
import { numberListing, numberRecord, numbersAfter, numbersPage } from '../records/number-reads.ts'
import { Problem } from '../../problems.ts'
import { NumberPage, NumberRecord } from '../schemas/number-record.ts'
import { isE164 } from '../../schemas/phone-number.ts'
import { ref } from '../../schemas/ref.ts'
import { reading } from '../../http/caller.ts'
import { filterOf, numberFilterQuery, numberOfPath } from './number-filter.ts'
import { answerList, listQuery } from '../../http/list.ts'
import type { Resource } from '../../http/resource.ts'
import { channelAsked, channelHeader, msTenantIdQuery } from '../../tenancy/api/tenant-query.ts'

const rowsPerChunk = 500

const list: Resource = (scope, { records }) => {
  scope.get('/oc/numbers', {
    config: { roles: reading, versions: ['v3'], problems: ['out_of_scope'] },
    schema: {
      operationId: 'listNumbers',
      summary: 'List numbers',
      description: 'Numbers in the order they were acquired, page by page.',
      tags: ['Numbers'],
      headers: channelHeader,
      querystring: Type.Object({
        ...numberFilterQuery,
        ...listQuery(numberListing)
      }),
      response: { 200: ref(NumberPage) }
    }
  }, async (request, reply) => {
    const filter = filterOf(request.caller, request.query, channelAsked(request.caller, request.headers))
    return answerList(request, reply, numberListing, place => numbersPage(records(request.caller), filter, place))
  })
}

const listAll: Resource = (scope, { records }) => {
  scope.get('/oc/numbers', {
    config: { roles: reading, versions: ['v2'], problems: ['out_of_scope'] },
    schema: {
      operationId: 'listNumbersOfTenant',
      summary: 'List the numbers of a customer',
      tags: ['Numbers'],
      headers: channelHeader,
      querystring: Type.Object({ msTenantId: Type.Optional(msTenantIdQuery) }),
      response: { 200: Type.Array(ref(NumberRecord), { description: 'All of them, in the order they were acquired.' }) }
    }
  }, async (request, reply) => {
    const filter = filterOf(request.caller, request.query, channelAsked(request.caller, request.headers))
    const toText = reply.getSerializationFunction('200') ?? JSON.stringify
    const rows = async function * (): AsyncGenerator<string> {
      let last = 0
      for (let opening = '['; ;) {
        const found = await numbersAfter(records(request.caller), filter, last, rowsPerChunk)
        if (found.length === 0) return yield opening === '[' ? '[]' : ']'
        yield opening + toText(found.map(record => ({ ...record, acquiredNumberStatus: null }))).slice(1, -1)
        last = found.at(-1)?.id ?? last
        opening = ','
      }
    }
    reply.type('application/json; charset=utf-8')
    return reply.send(Readable.from(rows()) as never) // the array of the schema, serialized piece by piece
  })
}

const one: Resource = (scope, { records }) => {
  scope.get('/oc/numbers/:phonenumber', {
    config: { roles: reading, problems: ['number_not_found'] },
    schema: {
      operationId: 'getNumber',
      summary: 'Get one number',
      tags: ['Numbers'],
      params: Type.Object({
        phonenumber: Type.String({
          description: 'E.164; the + may be sent raw, encoded, or left out, and blanks and hyphens do not matter.',
          examples: ['+61395556880']
        })
      }),
      response: { 200: ref(NumberRecord) }
    }
  }, async request => {
    const number = numberOfPath(request.params.phonenumber)
    const record = isE164(number) ? await numberRecord(records(request.caller), number) : undefined
    if (record === undefined) throw new Problem('number_not_found', `${number} is not among your numbers.`)
    return record
  })
}

export const numbers: Resource = (scope, dependencies) => {
  for (const routes of [list, listAll, one]) routes(scope, dependencies)
}
