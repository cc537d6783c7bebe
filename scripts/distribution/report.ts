import type { Catalogue } from './catalogue.ts'
import { exceptions, type Exception } from './exceptions.ts'
import { partitioned } from './partitions.ts'
import type { Statement } from './statements.ts'
import { judge, tableOf, type PlanNode, type Verdict } from './verdict.ts'

/** What was found of one statement; `isMeant` when it stays with its providers, or is known not to. */
export interface Finding extends Verdict {
  readonly text: string
  readonly times: number
  readonly exception: Exception | undefined
  readonly isMeant: boolean
  /** The most parts of one partitioned table that a plan of it reads. */
  readonly parts: number
}

const weight = { none: 0, one: 1, rows: 2, all: 3 }

export function examine (statements: readonly Statement[], { distributed }: Catalogue): Finding[] {
  return statements.flatMap(({ text, plans, times }) => {
    const verdicts = plans.map(plan => judge(plan, distributed))
    const worst = verdicts.reduce((worst, verdict) => weight[verdict.bond] > weight[worst.bond] ? verdict : worst)
    if (worst.bond === 'none') return []
    const exception = exceptions.find(({ begins, reads }) =>
      begins.test(text) && worst.unbound.every(table => reads?.includes(table) ?? true))
    const isByPlace = verdicts.some(verdict => verdict.isByPlace)
    const parts = Math.max(0, ...plans.map(partsRead))
    const isSpread = worst.bond === 'one' && parts > 1
    const isBlind = isByPlace && worst.tables.some(table => partitioned.some(other => other === table))
    const isLost = worst.bond === 'all' || isSpread || isBlind
    return [{ ...worst, isByPlace, text, times, exception, isMeant: !isLost || exception !== undefined, parts }]
  })
}

function partsRead (plan: PlanNode): number {
  const read = new Map<string, Set<string>>()
  const visit = (node: PlanNode): void => {
    const { 'Relation Name': relation = '', 'Node Type': type } = node
    const table = tableOf(relation)
    const isSeen = type !== 'ModifyTable' && node['Actual Loops'] !== 0
    if (table !== relation && isSeen) read.set(table, (read.get(table) ?? new Set()).add(relation))
    node.Plans?.forEach(visit)
  }
  visit(plan)
  return Math.max(0, ...[...read.values()].map(parts => parts.size))
}

const shorten = (text: string): string => text.length > 110 ? `${text.slice(0, 107)}…` : text

/** For people: what does not stay with its providers first. */
export function report (findings: readonly Finding[], { distributed, keys, references }: Catalogue): string {
  const of = (bond: string): Finding[] => findings.filter(finding => finding.bond === bond)
  const line = ({ times, tables, text }: Finding): string =>
    `${String(times).padStart(6)} × [${tables.join()}] ${shorten(text)}`
  const pruned = findings.filter(({ bond, parts }) => bond === 'one' && parts > 0)
  return [
    `${distributed.size} tables have a provider in each row; partitioned by it here: ${partitioned.join(', ')}.`,
    `Unique indexes without the provider: ${keys.join(', ') || 'none'}.`,
    `References without it between such tables: ${references.join(', ') || 'none'}.`,
    '', `${findings.length} statements touch them; ${pruned.length} of one provider read partitioned tables, ${
      pruned.filter(({ parts }) => parts === 1).length} of these in one part alone.`,
    '', `${of('one').length} are bound to one provider:`, ...of('one').map(line),
    '', `${of('rows').length} to the providers of rows that they are given or have found:`, ...of('rows').map(line),
    '', `${of('all').length} to none, ${findings.filter(({ isMeant }) => !isMeant).length} of all for no known reason:`,
    ...of('all').flatMap(finding => [
      `${line(finding)}`,
      `         reads ${finding.unbound.join(', ')} of all providers; ` +
        (finding.exception === undefined ? 'NOBODY SAYS WHY' : `${finding.exception.is}: ${finding.exception.because}`)
    ])
  ].join('\n')
}
