import { Readable } from 'node:stream'
import { Type, type TInteger, type TOptional, type TString } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Listing, Part, Place } from '../database/list.ts'
import { pageQuery } from '../schemas/page.ts'
import { OneOf, Text } from '../schemas/value.ts'
import { chosenFields } from './chosen-fields.ts'
import { wantsLines } from './exported-rows.ts'
import { timeIn } from './query-time.ts'
import { BadFields } from './bad-fields.ts'
import { sendAsIs } from './send-as-is.ts'

// What every list can do, once: order, pages by number and behind a cursor, times, and all of it as JSON lines.

interface ListQuery {
  readonly PageNumber?: number
  readonly PageSize?: number
  readonly sort?: string
  readonly cursor?: string
}

type ListQuerySchemas =
  Record<'sort' | 'cursor', TOptional<TString>> & Record<'PageNumber' | 'PageSize', TOptional<TInteger>>

/** Rows of a list that is sent as lines, read at once. */
const rowsPerChunk = 500

/** What a list takes beside its own filters. */
export function listQuery ({ orders, usual, times = {} }: Listing): ListQuerySchemas {
  const names = Object.keys(orders).flatMap(name => [name, `-${name}`])
  const bounds = Object.entries(times).flatMap(([name, { what, isSinceOnly = false }]) => [
    [`${name}Since`, timeQuery(`${what} then or later`)],
    ...isSinceOnly ? [] : [[`${name}Until`, timeQuery(`${what} before`)]]
  ])
  return {
    ...Object.fromEntries(bounds),
    sort: Type.Optional(
      OneOf(names, { description: `The order, with \`-\` the other way round; default \`${usual}\`.` })
    ),
    cursor: Type.Optional(Text({
      maxLength: 2000,
      description: '`next` of the last answer, in place of a page number: nothing moves to another page meanwhile.'
    })),
    ...pageQuery
  }
}

const timeQuery = (what: string): TOptional<TString> =>
  Type.Optional(Text({ description: `${what}, as in 2026-08-12T07:00:00Z.` }))

function placeIn ({ times = {} }: Listing, query: ListQuery): Place {
  const { PageNumber = 1, PageSize = 200, sort, cursor } = query
  const bad = new BadFields()
  const bounds = (end: string): Record<string, Date | undefined> =>
    Object.fromEntries(Object.keys(times).map(name => {
      const text: unknown = Reflect.get(query, `${name}${end}`)
      const field = `${name.charAt(0).toUpperCase()}${name.slice(1)}${end}`
      return [name, typeof text === 'string' ? bad.read(() => timeIn(field, text)) : undefined]
    }))
  const place = {
    offset: (PageNumber - 1) * PageSize, limit: PageSize, sort, cursor, since: bounds('Since'), until: bounds('Until')
  }
  bad.refuse()
  return place
}

/**
 * Answers a page of what `read` finds at a place; all of it, line by line, with `Accept: application/x-ndjson`.
 */
export async function answerList<Row> (
  request: FastifyRequest, reply: FastifyReply, listing: Listing, read: (place: Place) => Promise<Part<Row>>
) {
  const query: ListQuery = Object(request.query)
  const place = placeIn(listing, query)
  if (wantsLines(request)) return sendLines(request, reply, place, read)
  const { PageNumber: currentPage = 1, PageSize: pageSize = 200 } = query
  const { total, data, next, isTotalExact = true } = await read(place)
  return {
    currentPage, pageSize, totalPages: Math.ceil(total / pageSize), totalRecords: total, data,
    ...(next !== undefined && { next }), isTotalExact
  }
}

/** The first part is read before the answer begins, so that what is wrong is still told as a problem. */
async function sendLines<Row> (
  request: FastifyRequest, reply: FastifyReply, place: Place, read: (place: Place) => Promise<Part<Row>>
): Promise<never> {
  const start = await read({ ...place, limit: rowsPerChunk })
  const toText = reply.getSerializationFunction('200') ?? JSON.stringify
  const choose = chosenFields(request)
  const lines = async function * (): AsyncGenerator<string> {
    for (let part = start; ; part = await read({ ...place, cursor: part.next, limit: rowsPerChunk })) {
      const page: { data: object[] } = JSON.parse(toText({
        currentPage: 1, pageSize: rowsPerChunk, totalPages: 1, totalRecords: part.total, isTotalExact: true,
        data: part.data
      }))
      yield page.data.map(row => `${JSON.stringify(choose(row))}\n`).join('')
      if (part.next === undefined) return
    }
  }
  reply.type('application/x-ndjson; charset=utf-8')
  return sendAsIs(reply, Readable.from(lines()))
}
