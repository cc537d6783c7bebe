import type { Figure } from '../figure.ts'
import { drain, oneStep } from './drain.ts'
import { latency } from './latency.ts'

/** In the order of the table. */
export const figures: readonly Figure[] = [drain, oneStep, latency]
