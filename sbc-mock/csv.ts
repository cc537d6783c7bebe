import type { DialPlan } from './dial-plan.ts'
import type { Editor, Fields } from './editor.ts'
import { Refusal } from './refusal.ts'
import { checkName, checkPrefix, checkTag } from './rule-limits.ts'

const header = 'DialPlanName,Name,Prefix,Tag'

export interface CsvRules { planName: string, line: number, fields: Fields }

/** Rows of a dial plan file; strict about its header and the number of columns. */
export function parseCsv (text: string): CsvRules[] {
  const [first, ...rest] = text.replace(/^\ufeff/, '').split(/\r\n|\n/)
  if (first !== header) throw new Refusal(`line 1: header must be ${header}`)
  const rows: CsvRules[] = []
  rest.forEach((text, index) => {
    if (text === '') return
    const line = index + 2
    const cells = splitRow(text, line)
    const [planName = '', name = '', prefix = '', tag = ''] = cells
    if (cells.length !== 4) throw new Refusal(`line ${line}: ${cells.length} columns instead of 4`)
    rows.push({ planName, line, fields: { name, prefix, tag } })
  })
  return rows
}

function splitRow (text: string, line: number): string[] {
  const cells: string[] = []
  const cell = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y
  for (;;) {
    const found = cell.exec(text)
    if (found === null) throw new Refusal(`line ${line}: quotes do not match`)
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    if (found[3] === '') return cells
  }
}

export interface CsvSwitches { csvImport: 'replace' | 'merge', unknownPlan: 'skip' | 400 }

/** Loads a dial plan file: everything is checked before anything is applied. */
export function importCsv (rows: readonly CsvRules[], editor: Editor, switches: CsvSwitches): void {
  const wanted = new Map<DialPlan, Fields[]>()
  for (const { planName, line, fields } of rows) {
    const plan = editor.configuration.planNamed(planName)
    if (plan === undefined) {
      if (switches.unknownPlan === 400) throw new Refusal(`line ${line}: dial plan "${planName}" does not exist`)
      continue
    }
    checkRow(fields, line, editor)
    const list = wanted.get(plan)
    if (list === undefined) wanted.set(plan, [fields])
    else list.push(fields)
  }
  if (editor.limits.duplicatePrefix === 'reject') for (const [plan, list] of wanted) checkDuplicates(plan, list)
  checkRoom(wanted, editor, switches.csvImport)
  for (const [plan, list] of wanted) {
    const placed = place(plan, list)
    if (switches.csvImport === 'replace') {
      for (const { index } of plan.list()) if (!placed.has(index)) editor.removeRule(plan, index)
    }
    const known = new Set(placed.values())
    for (const [index, fields] of placed) editor.putRule(plan, index, fields)
    for (const fields of list) if (!known.has(fields)) editor.putRule(plan, plan.nextIndex(), fields)
  }
}

function checkRow (fields: Fields, line: number, editor: Editor): void {
  try {
    checkName(fields.name, editor.limits)
    checkPrefix(fields.prefix, editor.limits)
    checkTag(fields.tag, editor.limits)
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(`line ${line}: ${error.message}`)
    throw error
  }
}

function checkDuplicates (plan: DialPlan, list: readonly Fields[]): void {
  const seen = new Set<string>()
  for (const { prefix } of list) {
    if (seen.has(prefix)) throw new Refusal(`prefix "${prefix}" appears twice for "${plan.name}"`)
    seen.add(prefix)
  }
}

function checkRoom (wanted: ReadonlyMap<DialPlan, readonly Fields[]>, editor: Editor, how: 'replace' | 'merge'): void {
  let more = 0
  for (const [plan, list] of wanted) {
    more += how === 'replace'
      ? list.length - plan.size
      : list.filter(({ prefix }) => plan.indexOfPrefix(prefix) === undefined).length
  }
  editor.checkCapacity(more, 0)
}

/** Rows whose prefix the plan has already, by the index they keep; of equal prefixes the first takes it. */
function place (plan: DialPlan, list: readonly Fields[]): Map<number, Fields> {
  const placed = new Map<number, Fields>()
  for (const fields of list) {
    const index = plan.indexOfPrefix(fields.prefix)
    if (index !== undefined && !placed.has(index)) placed.set(index, fields)
  }
  return placed
}

export function renderCsv (plans: readonly DialPlan[]): string {
  const lines = plans.flatMap((plan) => plan.list().map((rule) =>
    [plan.name, rule.name, rule.prefix, rule.tag].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')))
  return [header, ...lines, ''].join('\r\n')
}
