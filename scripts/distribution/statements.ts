import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '../postgres/launch.ts'
import type { PlanNode } from './verdict.ts'

/** With these PostgreSQL writes down the plan of each statement as it was run, those within functions too. */
export const tellsPlans: Settings = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': 0,
  'auto_explain.log_format': 'json',
  'auto_explain.log_verbose': 'on',
  'auto_explain.log_nested_statements': 'on',
  // Which parts of a table were looked at shows only in what was done.
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_timing': 'off',
  'auto_explain.log_parameter_max_length': 0,
  logging_collector: 'on',
  log_destination: 'jsonlog',
  log_filename: 'statements.log',
  log_rotation_size: 0
}

export interface Statement { readonly text: string, readonly plans: readonly PlanNode[], readonly times: number }

/** Each statement that a user ran, with its different plans, the most frequent first. */
export function statementsOf (directory: string, processUser: string): Statement[] {
  const found = new Map<string, { plans: Map<string, PlanNode>, times: number }>()
  for (const line of readFileSync(join(directory, 'cluster/log/statements.json'), 'utf8').split('\n')) {
    if (!line.includes('plan:')) continue
    const { user, message }: { user?: string, message: string } = JSON.parse(line)
    if (user !== processUser) continue
    const told: { 'Query Text': string, Plan: PlanNode } = JSON.parse(message.slice(message.indexOf('{')))
    const text = told['Query Text'].replaceAll(/\s+/g, ' ').trim()
    const known = found.get(text) ?? { plans: new Map(), times: 0 }
    known.plans.set(shapeOf(told.Plan), told.Plan)
    known.times += 1
    found.set(text, known)
  }
  return [...found].map(([text, { plans, times }]) => ({ text, plans: [...plans.values()], times }))
    .sort((one, other) => other.times - one.times)
}

/** A plan without its estimates and values. */
const shapeOf = (plan: PlanNode): string => JSON.stringify(plan, (name, value: unknown) =>
  /Cost$|Rows$|Width$|Blocks$|^Rows Removed|^Heap|^Execution|^Actual/.test(name) ? undefined : typeof value === 'string' ? value.replaceAll(/'[^']*'|\d+/g, '') : value)
