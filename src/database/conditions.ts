/** A condition that holds only if there is a value for its parameter. */
export type Wish = readonly [value: unknown, condition: (parameter: string) => string]

/** Conditions to append to a statement, with the values of their parameters. */
export interface Narrowing {
  /** Each begins with ` and `; empty when nothing is asked for. */
  readonly conditions: string
  readonly values: readonly unknown[]
  /** The parameter that follows them by so many places, from 1. */
  readonly after: (place: number) => string
}

/**
 * Words only the conditions that have a value, so that the planner sees which index helps. Their parameters begin at
 * `$first`.
 */
export function narrow (first: number, wishes: readonly Wish[]): Narrowing {
  const asked = wishes.filter(([value]) => value !== undefined)
  return {
    conditions: asked.map(([, condition], index) => ` and ${condition(`$${first + index}`)}`).join(''),
    values: asked.map(([value]) => value),
    after: place => `$${first + asked.length + place - 1}`
  }
}
