import { splitWords, quote } from './cli/words.ts'
import type { Configuration } from './configuration.ts'
import type { Editor } from './editor.ts'
import { Refusal } from './refusal.ts'

/** The two forms of the tables of dial plans: 7.2 keys a rule by its plan and its index, 7.4 names its plan. */
const formOf72 = {
  plans: 'DialPlans', plansFormat: 'FORMAT DialPlans_Index = DialPlans_Name;',
  rulesFormat:
    'FORMAT DialPlanRule_DialPlans_Index, DialPlanRule_RuleIndex = DialPlanRule_Name, DialPlanRule_Prefix, ' +
    'DialPlanRule_Tag;'
}
const formOf74: typeof formOf72 = {
  plans: 'DialPlan', plansFormat: 'FORMAT DialPlan_Index = DialPlan_Name;',
  rulesFormat:
    'FORMAT DialPlanRule_Index = DialPlanRule_DialPlanName, DialPlanRule_Name, DialPlanRule_Prefix, DialPlanRule_Tag;'
}

/** The whole configuration as an INI file, in the form of its firmware (docs/wire/mediant.md#ini-tables). */
export function renderIni (
  configuration: Configuration,
  { firmware, prefixCaseSensitivity }: { firmware: string, prefixCaseSensitivity: number },
  { failCount, blockSeconds }: { failCount: number, blockSeconds: number }
): string {
  const isOld = /^([0-6]|7\.[0-3])/.test(firmware)
  const form = isOld ? formOf72 : formOf74
  const plans = configuration.plansInOrder()
  let row = -1
  return [
    ';**************',
    ';** Ini File **',
    ';**************',
    '',
    ';Board: Mediant SW',
    `;Software Version: ${firmware}`,
    '',
    '[SYSTEM Params]',
    '',
    ...failCount === 3 ? [] : [`DenyAccessOnFailCount = ${failCount}`],
    ...blockSeconds === 60 ? [] : [`DenyAuthenticationTimer = ${blockSeconds}`],
    '[VoIP Params]',
    '',
    `PrefixCaseSensitivity = ${prefixCaseSensitivity}`,
    '',
    `[ ${form.plans} ]`,
    '',
    form.plansFormat,
    ...plans.map(plan => `${form.plans} ${plan.index} = ${quote(plan.name)};`),
    '',
    `[ \\${form.plans} ]`,
    '',
    '[ DialPlanRule ]',
    '',
    form.rulesFormat,
    ...plans.flatMap(plan =>
      plan.list().map(rule => {
        const values = [rule.name, rule.prefix, rule.tag].map(quote).join(', ')
        row += 1
        return isOld
          ? `DialPlanRule ${plan.index}, ${rule.index} = ${values};`
          : `DialPlanRule ${row} = ${quote(plan.name)}, ${values};`
      })
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
  const plans = tables.get('DialPlans') ?? tables.get('DialPlan')
  const rules = tables.get('DialPlanRule')
  if (plans !== undefined) {
    for (const index of [...configuration.plans.keys()]) editor.removePlan(index)
    for (const { keys, values, line } of plans) atLine(line, () => editor.addPlan(values[0] ?? '', keys[0]))
  }
  if (rules === undefined) return
  for (const plan of configuration.plans.values()) for (const { index } of plan.list()) editor.removeRule(plan, index)
  for (const { keys: [planIndex = -1, index], values, line } of rules) {
    atLine(line, () => {
      const isNamed = index === undefined
      const plan = isNamed ? configuration.planNamed(values[0] ?? '') : configuration.plans.get(planIndex)
      if (plan === undefined) throw new Refusal(`dial plan ${isNamed ? values[0] : planIndex} does not exist`)
      const [name = '', prefix = '', tag = ''] = isNamed ? values.slice(1) : values
      editor.putRule(plan, index ?? plan.nextIndex(), { name, prefix, tag })
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
