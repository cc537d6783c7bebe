import { splitWords, quote } from './cli/words.ts'
import type { Configuration } from './configuration.ts'
import type { Editor } from './editor.ts'
import { Refusal } from './refusal.ts'

const plansFormat = 'FORMAT DialPlans_Index = DialPlans_Name;'
const rulesFormat =
  'FORMAT DialPlanRule_DialPlans_Index, DialPlanRule_RuleIndex = DialPlanRule_Name, DialPlanRule_Prefix, ' +
  'DialPlanRule_Tag;'

/** The whole configuration as an INI file, in the form of 7.2 (docs/wire/mediant.md#ini-tables). */
export function renderIni (configuration: Configuration, version: string): string {
  const plans = configuration.plansInOrder()
  return [
    ';**************',
    ';** Ini File **',
    ';**************',
    '',
    ';Board: Mediant SW',
    `;Software Version: ${version}`,
    '',
    '[SYSTEM Params]',
    '',
    '[VoIP Params]',
    '',
    '[ DialPlans ]',
    '',
    plansFormat,
    ...plans.map(plan => `DialPlans ${plan.index} = ${quote(plan.name)};`),
    '',
    '[ \\DialPlans ]',
    '',
    '[ DialPlanRule ]',
    '',
    rulesFormat,
    ...plans.flatMap(plan =>
      plan.list().map(rule =>
        `DialPlanRule ${plan.index}, ${rule.index} = ${[rule.name, rule.prefix, rule.tag].map(quote).join(', ')};`
      )
    ),
    '',
    '[ \\DialPlanRule ]',
    ''
  ].join('\r\n')
}

type Table = Array<{ keys: number[], values: string[], line: number }>

/** Loads the dial plan tables of an INI file; a table that is present replaces the whole table. */
export function importIni (text: string, editor: Editor): void {
  const tables = parseTables(text)
  const { configuration } = editor
  const plans = tables.get('DialPlans')
  const rules = tables.get('DialPlanRule')
  if (plans !== undefined) {
    for (const index of [...configuration.plans.keys()]) editor.removePlan(index)
    for (const { keys, values, line } of plans) atLine(line, () => editor.addPlan(values[0] ?? '', keys[0]))
  }
  if (rules === undefined) return
  for (const plan of configuration.plans.values()) for (const { index } of plan.list()) editor.removeRule(plan, index)
  for (const { keys: [planIndex = -1, index = -1], values: [name = '', prefix = '', tag = ''], line } of rules) {
    atLine(line, () => {
      const plan = configuration.plans.get(planIndex)
      if (plan === undefined) throw new Refusal(`dial plan ${planIndex} does not exist`)
      editor.putRule(plan, index, { name, prefix, tag })
    })
  }
}

function parseTables (text: string): Map<string, Table> {
  const tables = new Map<string, Table>()
  text.split(/\r\n|\n/).forEach((raw, position) => {
    const line = raw.trim()
    const table = /^\[ (\w+) \]$/.exec(line)?.[1]
    if (table !== undefined) tables.set(table, [])
    if (line === '' || line.startsWith(';') || line.startsWith('[') || line.startsWith('FORMAT ')) return
    const row = /^(\w+) ([\d, ]+?) = (.*);$/.exec(line)
    if (row === null) {
      if (!/^\w+ ?= ?.*$/.test(line)) throw new Refusal(`line ${position + 1}: neither a parameter nor a table row`)
      return
    }
    const [, name = '', keys = '', values = ''] = row
    tables.get(name)?.push({
      keys: keys.split(',').map(Number),
      values: atLine(position + 1, () => splitWords(values.replace(/",\s*"/g, '" "'))),
      line: position + 1
    })
  })
  return tables
}

function atLine<T> (line: number, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(`line ${line}: ${error.message}`)
    throw error
  }
}
