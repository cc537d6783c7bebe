import { withoutPgbouncer } from '../support/pgbouncer.ts'
import { chance } from './random.ts'

/** Under which circumstances a seed runs, from its beginning to its end. */
export interface Conditions {
  /** A pgbouncer in transaction mode stands before PostgreSQL. */
  readonly pooler: boolean
  /** The processes of two versions run on one schema, which the newer one has made wider meanwhile. */
  readonly versions: boolean
  /** The tables have grown for two years, and retention has much to do. */
  readonly full: boolean
}

export const plain: Conditions = { pooler: false, versions: false, full: false }

const conditionNames = ['pooler', 'versions', 'full'] as const

/** Each for itself, by chances of their own: those of the faults stay what they were. */
export function drawConditions (seed: number): Conditions {
  const random = chance(seed ^ 0x51de)
  const [pooler = false, versions = false, full = false] = conditionNames.map(() => random.happens(0.3))
  return { pooler, versions, full }
}

/** What of it can be had here, and in words why the rest cannot. */
export function possible (drawn: Conditions): { conditions: Conditions, missing: string[] } {
  return drawn.pooler && withoutPgbouncer !== false
    ? { conditions: { ...drawn, pooler: false }, missing: [`without a pooler: ${withoutPgbouncer}`] }
    : { conditions: drawn, missing: [] }
}

export const inWords = (conditions: Conditions): string =>
  conditionNames.filter(name => conditions[name]).join(', ') || 'plain'
