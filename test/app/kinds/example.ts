import type { Services } from '../../../src/services.ts'
import type { Stack } from '../../support/stack.ts'

/** One run of a kind: where it happens, the numbers that are its own, and a count to make names of its own from. */
export interface Place {
  readonly stack: Stack
  readonly services: Services
  readonly numbers: readonly string[]
  readonly serial: number
  /** Who acts: the first provider unless it says another. */
  readonly providerId?: number
}

/** How a kind is tried: what to ask of it, what must be there before, and whether a failure can be taken back. */
export interface Example {
  /**
   * `<id prefix>: <steps>`, a star after those that can be undone. They change only on purpose: tasks under way depend
   * on them.
   */
  readonly steps: string
  readonly input: (place: Place) => object
  /** How many numbers the task is about; each run gets its own. */
  readonly numbers: number
  readonly msTenantId?: string
  /** Brings about what the kind needs to find, beside the work of the kinds in `needs`. */
  readonly prepare?: (place: Place) => Promise<void>
  /** Keeps what a task of the kind finds under its own id, and answers that id; such a task holds no numbers itself. */
  readonly before?: (place: Place) => Promise<string>
  /** Kinds whose work is there before: they act on the same numbers. */
  readonly needs?: readonly string[]
  /** What the kind changes in the world, apart from where numbers are; in words that do not differ from run to run. */
  readonly state?: (place: Place) => Promise<unknown>
  /**
   * `clean`: as if it had never run. `named`: what is done stays done, the task fails, and asking again finishes it.
   */
  readonly afterFailure: 'clean' | 'named'
}
