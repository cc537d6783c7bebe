import type { Configuration, Row } from '../configuration.ts'
import type { DialPlan } from '../dial-plan.ts'
import { tables, type SectionName } from './section.ts'
import { quote } from './words.ts'

const titles: Record<SectionName, string> = { system: 'System', network: 'Network', voip: 'VoIP' }

/** Lines of `show running-config [section]`; the whole of them is `GET files/cliScript`. */
export function renderConfiguration (configuration: Configuration, only?: SectionName): string[] {
  const lines = only === undefined ? ['# Running Configuration', ''] : []
  for (const section of ['system', 'network', 'voip'] as const) {
    if (only !== undefined && only !== section) continue
    lines.push(`## ${titles[section]} Configuration`, '', `configure ${section}`)
    for (const table of tables[section]) renderTable(configuration, section, table, lines)
    if (section === 'voip') for (const plan of configuration.plansInOrder()) renderPlan(plan, lines)
    lines.push('exit', '')
  }
  return lines
}

function renderTable (configuration: Configuration, section: SectionName, table: string, lines: string[]): void {
  const rows = configuration.tables.get(`${section} ${table}`) ?? new Map<number, never>()
  for (const [index, row] of [...rows].sort(([a], [b]) => a - b)) {
    lines.push(`  ${table} ${index}`)
    for (const [column, value] of row) {
      if (!column.includes(' ')) lines.push(`    ${column} ${quote(shown(column, value))}`)
    }
    renderNested(row, lines)
    lines.push('    activate', '  exit')
  }
}

/** Rows inside of a row, each as a block that ends with an `exit` of its own. */
function renderNested (row: Row, lines: string[]): void {
  const blocks = new Map<string, string[]>()
  for (const [path, value] of row) {
    const [, place, column = ''] = /^(.+ \d+) (\S+)$/.exec(path) ?? []
    if (place !== undefined) {
      blocks.set(place, [...blocks.get(place) ?? [], `      ${column} ${quote(shown(column, value))}`])
    }
  }
  for (const [place, columns] of blocks) lines.push(`    ${place}`, ...columns, '      activate', '    exit')
}

/** Passwords are shown obscured, and differently from how they came. */
function shown (column: string, value: string): string {
  return column === 'password' && value !== ''
    ? `$1$${Buffer.from([...Buffer.from(value)].map(byte => byte ^ 0x5a)).toString('base64')}`
    : value
}

function renderPlan (plan: DialPlan, lines: string[]): void {
  lines.push(`  sbc dial-plan ${plan.index}`, `    name ${quote(plan.name)}`)
  for (const rule of plan.list()) {
    lines.push(`    dial-plan-rule ${rule.index}`)
    if (rule.name !== '') lines.push(`      name ${quote(rule.name)}`)
    lines.push(`      prefix ${quote(rule.prefix)}`)
    if (rule.tag !== '') lines.push(`      tag ${quote(rule.tag)}`)
    lines.push('      activate', '    exit')
  }
  lines.push('    activate', '  exit')
}
