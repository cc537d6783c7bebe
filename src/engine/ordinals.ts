import { Type, type Static } from '@sinclair/typebox'

/** Items of a task by ordinal, as ranges from first to last: they are mostly neighbours, so that few ranges do. */
export const Ordinals = Type.Array(Type.Tuple([Type.Integer(), Type.Integer()]))
export type Ordinals = Static<typeof Ordinals>

export function ordinalsOf (items: ReadonlyArray<{ ordinal: number }>): Ordinals {
  const ranges: Ordinals = []
  for (const ordinal of items.map(item => item.ordinal).sort((one, other) => one - other)) {
    const last = ranges.at(-1)
    if (last !== undefined && ordinal <= last[1] + 1) last[1] = ordinal
    else ranges.push([ordinal, ordinal])
  }
  return ranges
}

export function isAmong (ranges: Ordinals, { ordinal }: { ordinal: number }): boolean {
  return ranges.some(([first, last]) => ordinal >= first && ordinal <= last)
}
