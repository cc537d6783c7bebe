import { words } from './cli-script.ts'
import { isIndex, valueIn, type Found, type IndexedRule } from './mediant-plans.ts'
import { ConfigurationReader, type Doubt } from './mediant-reader.ts'
import { isNestedRow, isRowHeader } from './mediant-rows.ts'
import type { DeviceConfiguration, Row } from './sbc.ts'

interface OpenRow {
  readonly index: number
  readonly columns: Record<string, string>
  readonly path: string[]
  readonly indent: number
}

/**
 * What a device prints as its running configuration (docs/wire/mediant.md#configuration-as-text), read once and asked
 * often.
 */
export class MediantConfiguration implements DeviceConfiguration {
  readonly #plans = new Map<string, { index: number, rules: IndexedRule[] }>()
  readonly #lines: readonly string[]
  /** Why nothing may be concluded from it; undefined when it is whole and understood. */
  readonly doubt: Doubt | undefined

  constructor (configuration: string) {
    this.#lines = configuration.split(/\r?\n/)
    this.doubt = this.#readPlans()
  }

  rules (plan: string): readonly IndexedRule[] | undefined {
    return this.#plans.get(plan)?.rules
  }

  plans (): readonly string[] {
    return [...this.#plans.keys()]
  }

  /**
   * A row ends with the `exit` of its own depth: rows in rows, as of a proxy set, have theirs. It ends in any case
   * where another row or section begins or its section ends, so that an `exit` too few never lends it the columns of
   * the next.
   */
  rows (table: string): readonly Row[] {
    const name = table.trim().split(/\s+/)
    const rows: OpenRow[] = []
    let row: OpenRow | undefined
    for (const text of this.#lines) {
      const line = words(text) ?? []
      const last = line.at(-1) ?? ''
      if (line[0] === 'configure' || isRowHeader(text, line)) {
        const isWanted = isIndex(last) && line.length === name.length + 1 &&
          name.every((word, index) => word === line[index])
        row = isWanted ? { index: Number(last), columns: {}, path: [], indent: indentOf(text) } : undefined
        if (row !== undefined) rows.push(row)
      } else if (row === undefined) {
        continue
      } else if (line[0] === 'exit') {
        if (row.path.pop() === undefined || indentOf(text) < row.indent) row = undefined
      } else if (isNestedRow(line)) {
        row.path.push(line.join(' '))
      } else if (line.length === 2) {
        row.columns[[...row.path, line[0]].join(' ')] = last
      }
    }
    return rows.map(({ index, columns }) => ({ index, columns }))
  }

  #readPlans (): Doubt | undefined {
    const found: Found = (plan, rule) => {
      const known = this.#plans.get(plan.name) ?? { index: plan.index, rules: [] }
      this.#plans.set(plan.name, known)
      if (rule !== undefined) {
        known.rules.push({
          index: rule.index, name: valueIn(rule.name), prefix: valueIn(rule.prefix), tag: valueIn(rule.tag)
        })
      }
    }
    const reader = new ConfigurationReader(found)
    for (const text of this.#lines) reader.take(text)
    return reader.doubt()
  }
}

function indentOf (text: string): number {
  return text.search(/\S/)
}
