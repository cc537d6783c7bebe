import type { Editor } from '../editor.ts'
import { Refusal } from '../refusal.ts'
import { invalid, readIndex, type Context } from './context.ts'

/** The table inside of each row of another, beside the rules of a dial plan. */
const nestedTables: Readonly<Record<string, string>> = {
  'voip proxy-set': 'proxy-ip', 'voip sbc cac-profile': 'cac-rule'
}

/**
 * A row of any other table: columns are kept as they come, so that onboarding scripts can run. Those of a row inside of
 * it stand among them with its place before their name, `proxy-ip 0 proxy-address`, and are printed as a block of their
 * own.
 */
export class RowContext implements Context {
  readonly name: string
  readonly #editor: Editor
  readonly #table: string
  readonly #index: number
  /** The place of a row inside of the row, `proxy-ip 0 `; nothing for the row itself. */
  readonly #place: string
  readonly #nested: string | undefined
  /** What counts from `activate` on; undefined takes a column away. */
  readonly #pending = new Map<string, string | undefined>()

  constructor (editor: Editor, table: string, index: number, place = '') {
    this.#editor = editor
    this.#table = table
    this.#index = index
    this.#place = place
    this.#nested = place === '' ? nestedTables[table] : undefined
    this.name = `${table} ${index} ${place}`.trim().replaceAll(' ', '-')
  }

  run (words: readonly string[]): Context | null {
    const [keyword = '', value] = words
    const first = keyword === 'no' ? value : keyword
    if (first !== undefined && first === this.#nested) {
      return keyword === 'no'
        ? this.#removeNested(words.slice(1))
        : this.#enter(words)
    }
    if (keyword === 'activate' && words.length === 1) this.#activate()
    else if (words.length !== 2 || value === undefined || !/^[a-z][a-z0-9-]*$/.test(keyword)) throw invalid(words)
    else if (keyword === 'no') this.#pending.set(this.#place + value, undefined)
    else this.#pending.set(this.#place + keyword, value)
    return null
  }

  leave (): string[] {
    if (this.#pending.size === 0) return []
    if (!this.#editor.limits.exitActivates) {
      return [`Warning: ${this.#table} ${this.#index} was left without activate, its changes are lost`]
    }
    this.#activate()
    return []
  }

  /** The row has to be there before another one can stand in it. */
  #enter (words: readonly string[]): RowContext {
    const [table = '', index] = words
    if (words.length !== 2) throw invalid(words)
    if (this.#pending.size > 0) this.#activate()
    let free = 0
    while (this.#has(`${table} ${free} `)) free += 1
    return new RowContext(
      this.#editor, this.#table, this.#index, `${table} ${index === 'new' ? free : readIndex(index)} `
    )
  }

  #removeNested (words: readonly string[]): null {
    const [table = '', index] = words
    const place = `${table} ${readIndex(index)} `
    if (words.length !== 2) throw invalid(words)
    if (!this.#has(place)) throw new Refusal(`${place}does not exist in ${this.#table} ${this.#index}`)
    for (const column of this.#columns().keys()) if (column.startsWith(place)) this.#pending.set(column, undefined)
    this.#activate()
    return null
  }

  #columns (): Map<string, string> {
    return new Map(this.#editor.configuration.tables.get(this.#table)?.get(this.#index))
  }

  #has (place: string): boolean {
    return [...this.#columns().keys()].some(column => column.startsWith(place))
  }

  #activate (): void {
    const columns = this.#columns()
    for (const [column, value] of this.#pending) {
      if (value === undefined) columns.delete(column)
      else columns.set(column, value)
    }
    this.#editor.putRow(this.#table, this.#index, columns)
    this.#pending.clear()
  }
}
