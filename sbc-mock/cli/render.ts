import type { Configuration } from '../configuration.ts'
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
    for (const [column, value] of row) if (!column.includes(' ')) lines.push(`    ${column} ${quote(shown(column, value))}`)
    for (const inside of new Set([...row.keys()].flatMap(column => /^(\S+ \d+) /.exec(column)?.[1] ?? []))) {
      lines.push(`    ${inside}`)
      for (const [column, value] of row) if (column.startsWith(`${inside} `)) lines.push(`      ${column.slice(inside.length + 1)} ${quote(value)}`)
      lines.push('      activate', '    exit')
    }
    lines.push('    activate', '  exit')
  }
}

/** Passwords are shown obscured, and differently from how they came. */
function shown (column: string, value: string): string {
  return column === 'password' && value !== '' ? `$1$${Buffer.from([...Buffer.from(value)].map(byte => byte ^ 0x5a)).toString('base64')}` : value
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
