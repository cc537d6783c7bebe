import { array, text } from '../../database/arrays.ts'
import { isRefusalOf, type Queryable } from '../../database/connect.ts'

/**
 * What a request was judged by, as a condition over the records that must still hold when its task is stored.
 * `sql` is a boolean expression over `p.value1`, `p.value2`, …, which are the `values` as text. It must be a constant,
 * because all preconditions with the same `sql` are asked together.
 */
export interface Precondition { readonly sql: string, readonly values: readonly string[] }

/** What the product checks for every new task: `sql` is true for the row `n`, or raises an error for `refusal`. */
export interface AcceptanceGuard {
  readonly sql: string
  /** The error for the caller; undefined when `error` was not raised by this guard. */
  refusal (error: unknown): Error | undefined
}

/** What the product does in the statement that stores tasks. */
export interface Acceptance {
  readonly guard?: AcceptanceGuard | undefined
  /**
   * A statement that stores something of its own for each task: it reads `provider_id`, `id` and `memo` of the rows
   * `given`, of which only those with a memo have any.
   */
  readonly companion?: string | undefined
}

/** Whether a statement was refused because a precondition of one of its tasks does not hold any more. */
export const preconditionFailed = (error: unknown): boolean => isRefusalOf(error, 'task_precondition')

const keyOf = ({ sql, values }: Precondition): string => `${statementNumber(sql)} ${JSON.stringify(values)}`

/** Preconditions by their `sql`, equal ones once. */
function grouped (preconditions: readonly Precondition[]): Map<string, Precondition[]> {
  const objects = [...new Set(preconditions)]
  const distinct = objects.length < 2
    ? objects
    : new Map(objects.map(precondition => [keyOf(precondition), precondition])).values()
  const groups = new Map<string, Precondition[]>()
  for (const precondition of distinct) {
    const group = groups.get(precondition.sql)
    if (group === undefined) groups.set(precondition.sql, [precondition])
    else group.push(precondition)
  }
  return groups
}

/** The values of preconditions of one `sql`, an array for each of them. */
function columnsOf (preconditions: readonly Precondition[]): Buffer[] {
  const places = preconditions[0]?.values.map((_, place) => place) ?? []
  return places.map(place => array(text, preconditions.map(({ values }) => values[place] ?? null)))
}

/** The rows of such arrays, the first of which is `$first`. Subselects hide the lengths from the planner. */
function rowsOf (width: number, first: number): string {
  const places = Array.from({ length: width }, (_, place) => place)
  const arrays = places.map(place => `(select $${first + place}::text[])`)
  return `unnest(${arrays.join(', ')}) with ordinality as p ` +
    `(${places.map(place => `value${place + 1}`).join(', ')}, place)`
}

/**
 * A condition that is true, or refuses the statement because a precondition does not hold: see `preconditionFailed`.
 */
export function conditionOf (
  preconditions: readonly Precondition[], first: number
): { name: string, sql: string, values: Buffer[] } {
  const conditions: string[] = []
  const values: Buffer[] = []
  const groups = grouped(preconditions)
  for (const [sql, group] of groups) {
    const columns = columnsOf(group)
    const rows = rowsOf(columns.length, first + values.length)
    conditions.push(`coalesce((select refuse_for_precondition() from ${rows} where not (${sql}) limit 1), true)`)
    values.push(...columns)
  }
  return { name: [...groups.keys()].map(statementNumber).join('-'), sql: conditions.join(' and '), values }
}

/** The preconditions that do not hold any more. */
export async function failedAmong (
  db: Queryable, preconditions: readonly Precondition[]
): Promise<ReadonlySet<string>> {
  const failed = new Set<string>()
  for (const [sql, group] of grouped(preconditions)) {
    const columns = columnsOf(group)
    const { rows } = await db.query<{ place: number }>({
      name: `failed-preconditions-${statementNumber(sql)}`,
      text: `select p.place::int from ${rowsOf(columns.length, 1)} where not (${sql})`,
      values: columns
    })
    for (const { place } of rows) {
      const precondition = group[place - 1]
      if (precondition !== undefined) failed.add(keyOf(precondition))
    }
  }
  return failed
}

/** What a task is stored under: what the request was judged by, and what is its own beside that. */
export interface Preconditions {
  readonly precondition?: Precondition | undefined
  readonly ownPrecondition?: Precondition | undefined
}

export const preconditionsOf = ({ precondition, ownPrecondition }: Preconditions): Precondition[] =>
  precondition === undefined
    ? ownPrecondition === undefined ? [] : [ownPrecondition]
    : ownPrecondition === undefined ? [precondition] : [precondition, ownPrecondition]

/** Whether a precondition of a task is among those that failed. */
export const hasFailed = (failed: ReadonlySet<string>, task: Preconditions): boolean =>
  preconditionsOf(task).some(precondition => failed.has(keyOf(precondition)))

const statementNumbers = new Map<string, number>()

/** Names a prepared statement by the condition in it; there are as many as the product has kinds of preconditions. */
function statementNumber (sql: string): number {
  const number = statementNumbers.get(sql) ?? statementNumbers.size + 1
  statementNumbers.set(sql, number)
  return number
}
