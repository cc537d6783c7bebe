import type { Bench } from './bench.ts'

/** One line of the table: a ratio or a quantity, with what it must reach and what we aim for. */
export interface Line {
  readonly label: string
  readonly unit: '×' | 'ms' | 's' | 'MB' | 'B' | '/s'
  readonly better: 'more' | 'less'
  readonly atLeast: number
  readonly aim: number
}

/** What one round found: a value for each line, in their order, and the plain readings behind them. */
interface Round { readonly values: readonly number[], readonly readings: Readonly<Record<string, number>> }

/** A figure that is ready to be measured, round after round. */
export interface Measurement {
  round (): Promise<Round>
  close (): Promise<void>
}

/**
 * Lines that are measured together. Within a round all contestants run one after another, so that ratios are paired.
 */
export interface Figure {
  readonly name: string
  readonly lines: readonly Line[]
  /** Rounds at most, for what takes long and hardly varies. */
  readonly rounds?: number
  open (bench: Bench): Promise<Measurement>
}

export function more (label: string, atLeast: number, aim: number, unit: Line['unit'] = '×'): Line {
  return { label, unit, better: 'more', atLeast, aim }
}

export function less (label: string, atLeast: number, aim: number, unit: Line['unit'] = '×'): Line {
  return { label, unit, better: 'less', atLeast, aim }
}

export function median (values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value below which this share of the values lies. */
export function quantile (values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = (sorted.length - 1) * share
  const below = sorted[Math.floor(middle)] ?? Number.NaN
  return below + ((sorted[Math.ceil(middle)] ?? below) - below) * (middle % 1)
}

export function holds ({ better, atLeast }: Line, value: number): boolean {
  return better === 'more' ? value >= atLeast : value <= atLeast
}
