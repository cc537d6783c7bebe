import type pg from 'pg'
import { invalid } from '../problems.ts'
import { reachedPage, type Page } from './page.ts'
import type { ReachedQuery, ReachedRecords } from './reach.ts'

/** A value that rows are ordered by. It is never null, and its text can be cast back to it. */
export interface OrderKey { readonly sql: string, readonly type: 'bigint' | 'int' | 'text' | 'timestamptz' | 'uuid' }

/** How a list can be asked for, the same for all lists. */
export interface Listing {
  /** Names of orders, each with its keys; the last key makes them unique. All of them rise, or fall after a `-`. */
  readonly orders: Readonly<Record<string, readonly OrderKey[]>>
  /** The order when none is asked for. */
  readonly usual: string
  /** Times that rows are narrowed by: `created` becomes createdSince and createdUntil. `what` says what happened. */
  readonly times?: Readonly<Record<string, ListTime>>
}

interface ListTime {
  readonly sql: string
  readonly what: string
  /** Of what lies at a time or after it, where an index wants it worded otherwise. */
  readonly since?: (parameter: string) => string
  /** Rows are narrowed by a beginning alone. */
  readonly isSinceOnly?: boolean
}

/** Which part of a list: by an offset, or behind the last row of the part before. */
export interface Place {
  readonly offset: number
  readonly limit: number
  readonly sort?: string | undefined
  /** `next` of the part before. */
  readonly cursor?: string | undefined
  readonly since?: Readonly<Record<string, Date | undefined>> | undefined
  readonly until?: Readonly<Record<string, Date | undefined>> | undefined
}

export interface Part<Row> extends Page<Row> {
  /** Where the list goes on; undefined at its end. */
  readonly next: string | undefined
  /** False when there are more rows than `total` says. */
  readonly isTotalExact?: boolean
}

/** What a statement says of a place: `asked` and `behind` belong to its conditions, `mark` to its columns. */
interface PlaceWords {
  readonly asked: string
  readonly behind: string
  readonly order: string
  /** The order, the offset and the limit. */
  readonly tail: string
  readonly mark: string
}

interface ListQuery {
  readonly within: ReachedQuery['within']
  readonly counted: (within: string, words: PlaceWords) => string
  readonly rows: (within: string, words: PlaceWords) => string
  readonly first?: ReachedQuery['text']
  readonly values: readonly unknown[]
}

const forms: Readonly<Record<OrderKey['type'], RegExp>> = {
  bigint: /^-?\d{1,18}$/, int: /^-?\d{1,9}$/, text: /^[^\0]*$/,
  timestamptz: /^(-?infinity|\d{4}-(0[1-9]|1[0-2])-([0-2]\d|30|31) [012]\d:[0-5]\d:[0-5]\d(\.\d{1,6})?[+-]\d\d(:\d\d)?)$/,
  uuid: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
}

/** A part of a list within the reach of a caller; parameters of its own begin at $4. */
export async function reachedList<Row extends pg.QueryResultRow> (
  records: ReachedRecords, listing: Listing, place: Place, { within, first, counted, rows, values }: ListQuery
): Promise<Part<Row>> {
  const { words, added, sort } = wordsOf(listing, place, values.length + 4)
  const { total, data } = await reachedPage<Row & { pageMark?: string[] }>(records, {
    within, ...(first !== undefined && { first }), values: [...values, ...added],
    counted: condition => counted(condition, words), page: condition => rows(condition, words)
  })
  const last = data.at(-1)?.pageMark
  for (const row of data) delete row.pageMark
  return { total, data, next: data.length < place.limit || last === undefined ? undefined : cursorOf(sort, last) }
}

/** The order of a place, and the keys of the last row before it; undefined when it is found by its number. */
export function orderIn ({ orders, usual }: Listing, place: Place): {
  sort: string, keys: readonly OrderKey[], direction: string, comesAfter: string, mark: readonly string[] | undefined
} {
  const seen = place.cursor === undefined ? undefined : readCursor(place.cursor)
  const sort = seen?.sort ?? place.sort ?? usual
  const keys = orders[sort.replace(/^-/, '')]
  if (keys === undefined || (place.sort !== undefined && place.sort !== sort)) throw badCursor()
  const fits = seen === undefined || (seen.mark.length === keys.length &&
    keys.every(({ type }, index) => forms[type].test(seen.mark[index] ?? '\0')))
  if (!fits) throw badCursor()
  const [direction, comesAfter] = sort.startsWith('-') ? ['desc', '<'] as const : ['asc', '>'] as const
  return { sort, keys, direction, comesAfter, mark: seen?.mark }
}

function wordsOf (
  listing: Listing, place: Place, first: number
): { words: PlaceWords, added: unknown[], sort: string } {
  const { sort, keys, direction, comesAfter, mark } = orderIn(listing, place)
  const { times = {} } = listing
  const added: unknown[] = []
  const parameter = (value: unknown): string => `$${first - 1 + added.push(value)}`
  const bounds = Object.entries(times).flatMap(([name, { sql, since = (at: string) => `${sql} >= ${at}` }]) => {
    const [from, end] = [place.since?.[name], place.until?.[name]]
    return [
      from === undefined ? '' : ` and ${since(`${parameter(from)}::timestamptz`)}`,
      end === undefined ? '' : ` and ${sql} < ${parameter(end)}::timestamptz`
    ]
  })
  const behind = mark === undefined
    ? ''
    : ` and (${keys.map(({ sql }) => sql).join(', ')}) ${comesAfter} (${
      keys.map(({ type }, index) => `${parameter(mark[index])}::${type}`).join(', ')})`
  const order = `order by ${keys.map(({ sql }) => `${sql} ${direction}`).join(', ')}`
  const offset = mark === undefined ? place.offset : 0
  return {
    sort, added,
    words: {
      asked: bounds.join(''), behind, order,
      tail: `${order} offset ${parameter(offset)}::bigint limit ${parameter(place.limit)}::bigint`,
      mark: `, json_build_array(${keys.map(({ sql }) => `(${sql})::text`).join(', ')}) as "pageMark"`
    }
  }
}

/** `next` of a part whose last row has these keys. */
export const cursorOf = (sort: string, mark: readonly string[]): string =>
  Buffer.from(JSON.stringify([sort, ...mark])).toString('base64url')

function readCursor (cursor: string): { sort: string, mark: string[] } {
  let told: unknown
  try {
    told = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    throw badCursor()
  }
  if (!Array.isArray(told)) throw badCursor()
  const [sort, ...mark] = told.map(String)
  if (sort === undefined) throw badCursor()
  return { sort, mark }
}

const badCursor = (): Error =>
  invalid({ Cursor: ['The value must be `next` of an answer, to the same question in the same order.'] })
