import { line, type Script } from './cli-script.ts'
import type { IndexedRule } from './mediant-plans.ts'
import type { Rule } from './sbc.ts'

// What is written to a Mediant: scripts of its command line, and files.

/** Rules per script; the size of Microsoft's chunk. */
const rulesPerScript = 1000

/** Scripts that a device applies within a second each. */
export function * scriptsFor (
  planIndex: number, add: readonly Rule[], remove: readonly IndexedRule[]
): Generator<Script> {
  for (let from = 0; from < Math.max(add.length, remove.length); from += rulesPerScript) {
    yield editScript(planIndex, add.slice(from, from + rulesPerScript), remove.slice(from, from + rulesPerScript))
  }
}

/**
 * The script that adds and removes rules of one plan; the device chooses the index of a new rule. A rule can only be
 * removed by its index, which is stale as soon as somebody else has written: so each row is first given the prefix it
 * is believed to have. If that is another row's, the device refuses the duplicate and the script ends before it removes
 * the wrong rule.
 */
export function editScript (planIndex: number, add: readonly Rule[], remove: readonly IndexedRule[]): Script {
  return [
    line`configure voip`,
    line`sbc dial-plan ${planIndex}`,
    ...remove.flatMap(
      rule => [
        line`dial-plan-rule ${rule.index}`, line`prefix ${rule.prefix}`, line`activate`, line`exit`,
        line`no dial-plan-rule ${rule.index}`
      ]
    ),
    ...add.flatMap(
      rule => [
        line`dial-plan-rule new`, line`name ${rule.name}`, line`prefix ${rule.prefix}`, line`tag ${rule.tag}`,
        line`activate`, line`exit`
      ]
    ),
    line`exit`,
    line`exit`
  ]
}

/** The file that replaces all rules of the plans it names; a plan without rules cannot be named in it. */
export function planFile (plan: string, rules: readonly Rule[]): string {
  const row = (cells: readonly string[]): string => cells.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',')
  return ['DialPlanName,Name,Prefix,Tag', ...rules.map(rule => row([plan, rule.name, rule.prefix, rule.tag])), ''].join(
    '\r\n'
  )
}
