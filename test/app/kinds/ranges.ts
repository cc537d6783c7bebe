import { demo } from '../../support/stack.ts'
import type { Example, Place } from './example.ts'

/** Ranges of one run: two that follow each other, and those that are to be. */
const idOf = ({ serial }: Place, which: number): string =>
  `94a9e00${which}-0000-4000-8000-${String(serial).padStart(12, '0')}`
const numberOf = ({ serial }: Place, place: number): string => `+97237${String(serial).padStart(5, '0')}${place}`

/** All ranges of the run with their names, as far as they do not differ from run to run. */
async function state (place: Place): Promise<unknown> {
  const { rows } = await place.services.db.query({
    text: `select right(r.first, 1) as first, right(r.last, 1) as last, split_part(r.name, ' ', 1) as name, r.note,
        r.ended_as, (select array_agg(h.change order by h.id) from named_range_change h where h.range_id = r.id) as told
      from named_range r where r.id = any($1) order by r.id`,
    values: [[1, 2, 3, 4].map(which => idOf(place, which))]
  })
  return rows
}

/** Two ranges of five numbers. */
async function prepare (place: Place): Promise<void> {
  for (const which of [1, 2]) {
    await place.services.db.query({
      text: `insert into named_range (provider_id, id, name, first, last, customer_id, created_by)
        values (1, $1, $2, $3, $4, $5, 'inv_rad_1')`,
      values: [
        idOf(place, which), `Part${which} ${place.serial}`, numberOf(place, which * 5 - 5),
        numberOf(place, which * 5 - 1), demo.australianCustomer
      ]
    })
  }
}

const common = { numbers: 0, state, afterFailure: 'named' } as const
const begun = (place: Place, which: number, name: string, from: number, to: number): object => ({
  id: idOf(place, which), name: `${name} ${place.serial}`, first: numberOf(place, from), last: numberOf(place, to)
})

export const addNamedRange: Example = {
  ...common, steps: 'inv_rad: change', input: place => ({ ends: [], begins: [begun(place, 3, 'New', 0, 9)] })
}
export const describeNamedRange: Example = {
  ...common, steps: 'inv_rde: describe', prepare,
  input: place => ({ rangeId: idOf(place, 1), name: `Other ${place.serial}`, note: 'Written' })
}
export const splitNamedRange: Example = {
  ...common, steps: 'inv_rsp: change', prepare,
  input: place => ({
    ends: [idOf(place, 1)], endedAs: 'split',
    begins: [begun(place, 3, 'Part1', 0, 1), begun(place, 4, 'Upper', 2, 4)]
  })
}
export const mergeNamedRanges: Example = {
  ...common, steps: 'inv_rme: change', prepare,
  input: place => ({
    ends: [idOf(place, 1), idOf(place, 2)], endedAs: 'merged', begins: [begun(place, 3, 'Whole', 0, 9)]
  })
}
export const removeNamedRange: Example = {
  ...common, steps: 'inv_rre: change', prepare,
  input: place => ({ ends: [idOf(place, 1)], endedAs: 'removed', begins: [] })
}
