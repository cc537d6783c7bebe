import type { Queryable } from '../../database/connect.ts'
import type { DialPlanChange, Rule } from '../../upstreams/sbc/sbc.ts'
import { changesSince } from '../records/sbc-changes.ts'

/** What brings each plan of a device back to what it held before a change, as far as changes of ours go. */
export async function changesBackTo (
  db: Queryable, providerId: number, sbcId: number, changeId: string
): Promise<Map<string, DialPlanChange>> {
  const plans = new Map<string, Map<string, { now: Rule | undefined, then: Rule | undefined }>>()
  for (const { plan, added, removed } of await changesSince(db, providerId, sbcId, changeId)) {
    const touched = plans.get(plan) ?? new Map()
    plans.set(plan, touched)
    const note = (prefix: string, before: Rule | undefined, after: Rule | undefined): void => {
      touched.set(prefix, { now: touched.has(prefix) ? touched.get(prefix)?.now : after, then: before })
    }
    const gone = new Map(removed.map(rule => [rule.prefix, rule]))
    const come = new Map(added.map(rule => [rule.prefix, rule]))
    for (const prefix of new Set([...gone.keys(), ...come.keys()])) note(prefix, gone.get(prefix), come.get(prefix))
  }
  return new Map([...plans].map(([plan, touched]) => {
    const moved = [...touched.values()].filter(({ now, then }) => now?.tag !== then?.tag || now?.name !== then?.name)
    return [plan, {
      remove: moved.flatMap(({ now }) => now ?? []), add: moved.flatMap(({ then }) => then ?? [])
    }]
  }))
}
