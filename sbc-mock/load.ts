import type { Behaviour } from './behaviour.ts'
import { Configuration } from './configuration.ts'
import { Editor, type Fields } from './editor.ts'
import { Refusal } from './refusal.ts'
import type { State } from './state.ts'

interface Wanted extends Fields { plan: string, index?: number | undefined }

/** The configuration that a state describes, on top of the one the device has. Plans it names replace all plans. */
export function loadPlans (state: State, before: Configuration, limits: Behaviour): Configuration {
  const rules = wantedRules(state)
  const names = state.plans ?? planNames(state, before)
  if (names === null && rules === null) return withRows(before.copy(), state)

  const configuration = new Configuration()
  for (const [table, rows] of before.tables) configuration.tables.set(table, new Map(rows))
  const editor = new Editor(configuration, limits, () => {})
  for (const { name, index } of names ?? before.plansInOrder()) editor.addPlan(name, index)
  for (const { plan: name, index, ...fields } of rules ?? []) {
    const plan = configuration.planNamed(name)
    if (plan === undefined) throw new Refusal(`dial plan "${name}" is not among the plans`)
    editor.putRule(plan, index ?? plan.nextIndex(), fields)
  }
  return withRows(configuration, state)
}

function withRows (configuration: Configuration, { rows = {} }: State): Configuration {
  for (const [table, list] of Object.entries(rows)) {
    configuration.tables.set(table, new Map(list.map((row, index) => [index, new Map(Object.entries(row))])))
  }
  return configuration
}

function wantedRules (state: State): Wanted[] | null {
  if (state.rules === undefined && state.dialPlans === undefined) return null
  const nested = Object.entries(state.dialPlans ?? {}).flatMap(([plan, rules]) =>
    rules.map(rule => ({ plan, ...rule }))
  )
  return [...state.rules ?? [], ...nested].map(({ plan, index, name = '', prefix, tag = '' }) => ({
    plan, index, name, prefix, tag
  }))
}

/** Plans named by `dialPlans` keep the index they have. */
function planNames (state: State, before: Configuration): Array<{ name: string, index?: number }> | null {
  if (state.dialPlans === undefined) return null
  const known = Object.keys(state.dialPlans).map((name) => ({ name, index: before.planNamed(name)?.index }))
  return known.sort((a, b) => (a.index ?? Infinity) - (b.index ?? Infinity))
    .map(({ name, index }) => index === undefined ? { name } : { name, index })
}
