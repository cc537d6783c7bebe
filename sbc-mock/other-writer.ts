import type { Device } from './device.ts'
import { countGroups } from './prefix.ts'

let written = 0

/** Someone else inserts a rule at the top of every plan in use, which moves all indexes by one. */
export function otherWriter (device: Device): void {
  for (const plan of device.running.plans.values()) {
    const rules = plan.list()
    if (rules.length === 0) continue
    for (const rule of rules) plan.remove(rule.index)
    for (const rule of rules) plan.put({ ...rule, index: rule.index + 1 }, countGroups(rule.prefix))
    written += 1
    const added = { index: 0, name: 'other', prefix: `000${written}#`, tag: 'other-writer' }
    plan.put(added, 1)
    device.record({ kind: 'renumber', plan: plan.name }, 0)
    device.record({ kind: 'add', plan: plan.name, ...added }, 0)
    device.saveNeeded = true
  }
}
