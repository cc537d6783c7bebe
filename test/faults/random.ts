/** Chances that a seed decides, so that a run can be had again. */
export interface Chance {
  /** A fraction from 0 up to 1. */
  next (): number
  /** A whole number from `low` to `high`, both included. */
  between (low: number, high: number): number
  happens (probability: number): boolean
  pick<Value> (values: readonly Value[]): Value
  /** Another stream of chances, so that what one part draws does not shift what another gets. */
  fork (): Chance
}

/** mulberry32: small, and good enough to choose faults by. */
export function chance (seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    happens: probability => next() < probability,
    pick (values) {
      const value = values[Math.floor(next() * values.length)]
      if (value === undefined) throw new Error('Nothing to pick from')
      return value
    },
    fork: () => chance(Math.floor(next() * 2 ** 32))
  }
}

export const pause = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds))
