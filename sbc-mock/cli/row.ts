import type { Editor } from '../editor.ts'
import { invalid, readIndex, type Context } from './context.ts'

/** Tables that stand inside of a row of another one; their columns are kept as `proxy-ip 0 proxy-address`. */
const nested: Readonly<Record<string, string>> = { 'proxy-ip': 'voip proxy-set' }

/** A row of any other table: columns are kept as they come, so that onboarding scripts can run. */
export class RowContext implements Context {
  readonly name: string
  readonly #editor: Editor
  readonly #table: string
  readonly #index: number
  readonly #columns: Map<string, string>
  #changed = false

  constructor (editor: Editor, table: string, index: number) {
    this.#editor = editor
    this.#table = table
    this.#index = index
    this.#columns = new Map(editor.configuration.tables.get(table)?.get(index))
    this.name = `${table.replaceAll(' ', '-')}-${index}`
  }

  run (words: readonly string[]): Context | null {
    const [keyword = '', value] = words
    if (nested[keyword] === this.#table && words.length === 2) {
      this.#activate()
      return new NestedContext(this.#columns, `${keyword} ${readIndex(value)}`, () => this.#activate())
    }
    if (keyword === 'activate' && value === undefined) {
      this.#activate()
    } else if (keyword === 'no' && value !== undefined && words.length === 2) {
      this.#columns.delete(value)
      this.#changed = true
    } else if (/^[a-z][a-z0-9-]*$/.test(keyword) && value !== undefined && words.length === 2) {
      this.#columns.set(keyword, value)
      this.#changed = true
    } else {
      throw invalid(words)
    }
    return null
  }

  leave (): string[] {
    if (!this.#changed) return []
    if (!this.#editor.limits.exitActivates) return [`Warning: ${this.#table} ${this.#index} was left without activate, its changes are lost`]
    this.#activate()
    return []
  }

  #activate (): void {
    this.#editor.putRow(this.#table, this.#index, new Map(this.#columns))
    this.#changed = false
  }
}

class NestedContext implements Context {
  readonly name: string
  readonly #columns: Map<string, string>
  readonly #store: () => void

  constructor (columns: Map<string, string>, name: string, store: () => void) {
    this.#columns = columns
    this.name = name
    this.#store = store
  }

  run (words: readonly string[]): null {
    const [keyword = '', value] = words
    if (keyword === 'activate' && value === undefined) this.#store()
    else if (/^[a-z][a-z0-9-]*$/.test(keyword) && value !== undefined && words.length === 2) this.#columns.set(`${this.name} ${keyword}`, value)
    else throw invalid(words)
    return null
  }

  leave (): string[] {
    this.#store()
    return []
  }
}
