import { line, words } from './cli-script.ts'
import type { Rule } from './sbc.ts'

export interface IndexedRule extends Rule { readonly index: number }
export interface DialPlanOnDevice { readonly index: number, readonly rules: readonly IndexedRule[] }

/** Finds one dial plan in the configuration a device prints (sbc-management-api.md §2.6); undefined when it is not there. */
export function readDialPlan (configuration: string, plan: string): DialPlanOnDevice | undefined {
  let planIndex: number | undefined
  let inPlan = false
  let rule: { index: number, name: string, prefix: string, tag: string } | undefined
  let found: { index: number, rules: IndexedRule[] } | undefined
  for (const text of configuration.split(/\r?\n/)) {
    const [first, second, third] = words(text) ?? []
    if (first === 'sbc' && second === 'dial-plan' && third !== undefined) {
      planIndex = Number(third)
      inPlan = false
      rule = undefined
    } else if (planIndex === undefined) {
      continue
    } else if (first === 'dial-plan-rule' && second !== undefined) {
      rule = { index: Number(second), name: '', prefix: '', tag: '' }
    } else if (first === 'name' && rule === undefined) {
      inPlan = second === plan
      if (inPlan) found = { index: planIndex, rules: [] }
    } else if (rule !== undefined && (first === 'name' || first === 'prefix' || first === 'tag')) {
      rule[first] = second ?? ''
    } else if (first === 'exit') {
      if (rule === undefined) planIndex = undefined
      else if (inPlan) found?.rules.push(rule)
      rule = undefined
    }
  }
  return found
}

/**
 * The script that adds and removes rules of one plan; the device chooses the index of a new rule. A rule can only be removed
 * by its index, which is stale as soon as somebody else has written: so each row is first given the prefix it is believed
 * to have. If that is another row's, the device refuses the duplicate and the script ends before it removes the wrong rule.
 */
export function editScript (planIndex: number, add: readonly Rule[], remove: readonly IndexedRule[]): string {
  return [
    'configure voip',
    line`sbc dial-plan ${planIndex}`,
    ...remove.flatMap(rule => [line`dial-plan-rule ${rule.index}`, line`prefix ${rule.prefix}`, 'activate', 'exit', line`no dial-plan-rule ${rule.index}`]),
    ...add.flatMap(rule => ['dial-plan-rule new', line`name ${rule.name}`, line`prefix ${rule.prefix}`, line`tag ${rule.tag}`, 'activate', 'exit']),
    'exit',
    'exit',
    ''
  ].join('\r\n')
}
