import type { KamailioCalls, KeyState } from './kamailio-calls.ts'
import { isKey, ruleOf, sidesOf, valueOf } from './kamailio-rules.ts'
import type { DialPlanChange, Inspection, Rule } from './sbc.ts'

/** By key, in memory and in the database. */
export async function inspectKamailio (
  calls: KamailioCalls, plan: string, prefixes: readonly string[]
): Promise<Inspection> {
  const memory: Rule[] = []
  const stored: Rule[] = []
  for (const prefix of new Set(prefixes)) {
    const state = isKey(prefix) ? await calls.state(plan, prefix) : {}
    if (state.memory !== undefined) memory.push(ruleOf(prefix, state.memory))
    if (state.stored !== undefined) stored.push(ruleOf(prefix, state.stored))
  }
  return {
    ways: [
      { name: 'the hash table', rules: memory, isSaved: false }, { name: 'the database', rules: stored, isSaved: true }
    ],
    rules: undefined, capacity: undefined, licence: undefined, caseSensitive: undefined
  }
}

/** The requests for rows that a change would send, each with the value that is its body. */
export function requestsFor (
  plan: string, change: DialPlanChange, settled: ReadonlyMap<Rule, unknown>, states: ReadonlyMap<string, KeyState>
): string[] {
  const line = (verb: string, prefix: string, value: string): string =>
    `POST /dialplane/${verb}/${encodeURIComponent(plan)}/${prefix}  ${value}`
  return [
    ...change.add.filter(rule => !settled.has(rule)).map(rule => line('add', rule.prefix, valueOf(rule))),
    ...change.remove.filter(rule => !settled.has(rule)).flatMap(({ prefix }) =>
      [...new Set(sidesOf(states.get(prefix) ?? {}))].map(value => line('remove', prefix, value)))
  ]
}
