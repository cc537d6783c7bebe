import { dialPlanTable, forbiddenCommands, isNested, isSection, nameColumnOf, tablesOf } from './script-tables.ts'
import {
  bare, placeholdersOf, splitTemplateLine, WrongTemplate, type TemplateFault, type Word
} from './script-words.ts'

/**
 * A template says which rows there are to be, in the device's own words:
 *
 *     configure voip
 *       ip-group new                  a row of ours: found by its name, made or mended
 *         name "{{SiteName}}-c"       the first line of a row names it
 *         contact-user "{{Line}}"     a line whose value is empty is left out
 *       exit
 *       no ip-group "{{SiteName}}-t"  our row of that name is removed
 *     exit
 *
 * `shared` in the place of `new`: others use the row too, so it is made when it is missing and else left alone;
 * `existing`: it must be there. The index of a row is found on the device. `{{#if Name}}` and `{{/if}}` enclose lines
 * that only count when the placeholder has a value. Lines that begin with `#` or `!` are remarks.
 */
export interface ScriptTemplate {
  readonly items: readonly Item[]
  readonly lines: readonly Line[]
  readonly placeholders: ReadonlySet<string>
}

/** What each kind of template is for. The M365 kinds are listed, never run or edited. */
export const scriptTypes = { numbers: 0, onboarding: 1, cleanup: 2, m365Onboarding: 3, m365Cleanup: 4 } as const

export interface Column {
  readonly inside: string | undefined
  readonly key: string
  readonly value: Word
  readonly conditions: readonly string[]
}

export type Item =
  | {
    readonly kind: 'row'
    readonly section: string
    readonly table: string
    readonly way: 'new' | 'shared' | 'existing'
    readonly columns: Column[]
    readonly conditions: readonly string[]
  }
  | {
    readonly kind: 'removal'
    readonly section: string
    readonly table: string
    readonly name: Word
    readonly conditions: readonly string[]
  }

export interface Line {
  readonly depth: number
  readonly words: readonly Word[]
  readonly conditions: readonly string[]
}

export const longestScript = 20_000

interface Block {
  readonly kind: 'section' | 'row' | 'nested'
  readonly name: string
  readonly row?: Extract<Item, { kind: 'row' }> | undefined
  readonly line: number
}

class Reader {
  readonly items: Item[] = []
  readonly lines: Line[] = []
  readonly placeholders = new Set<string>()
  readonly faults: TemplateFault[] = []
  readonly #blocks: Block[] = []
  readonly #conditions: Array<{ name: string, line: number, depth: number }> = []
  readonly #known: (name: string) => boolean
  readonly #type: number
  #line = 0

  constructor (type: number, known: (name: string) => boolean) {
    this.#type = type
    this.#known = known
  }

  read (text: string): void {
    for (const line of text.split(/\r\n|\n|\r/)) {
      this.#line += 1
      try {
        if (!/^\s*([#!]|$)/.test(line)) this.#take(splitTemplateLine(line))
      } catch (error) {
        if (!(error instanceof WrongTemplate)) throw error
        this.#complain(error.column, error.message)
      }
    }
    for (const { line, name } of this.#blocks) {
      this.faults.push({ line, column: 1, message: `${name} is never left; each block ends with exit.` })
    }
    for (const { line, name } of this.#conditions) {
      this.faults.push({ line, column: 1, message: `{{#if ${name}}} is never closed; end it with {{/if}}.` })
    }
  }

  #complain (column: number, message: string): void {
    this.faults.push({ line: this.#line, column, message })
  }

  #take (words: readonly Word[]): void {
    const [first] = words
    if (first === undefined || this.#directive(first, words)) return
    for (const word of words) for (const name of placeholdersOf(word)) this.#meet(name, word.column)
    const command = bare(first)
    if (command === undefined || !/^[a-z][a-z0-9-]*$/.test(command)) {
      throw new WrongTemplate(
        first.column,
        'A line begins with a keyword of the device: small letters, digits and hyphens, no placeholder and no quotes.'
      )
    }
    if (forbiddenCommands.has(command)) {
      throw new WrongTemplate(
        first.column,
        `${command} is forbidden in a script: it asks back, runs long, moves files or restarts the device.`
      )
    }
    const depth = this.#blocks.length - (command === 'exit' ? 1 : 0)
    this.#command(command, words)
    this.lines.push({ depth: Math.max(0, depth), words, conditions: this.#names() })
  }

  #names (): string[] {
    return this.#conditions.map(condition => condition.name)
  }

  #meet (name: string, column: number): void {
    if (!this.#known(name)) throw new WrongTemplate(column, `{{${name}}} is unknown here.`)
    this.placeholders.add(name)
  }

  #directive (first: Word, words: readonly Word[]): boolean {
    const [name] = placeholdersOf(first)
    if (first.quoted || name === undefined || !/^[#/]/.test(name)) return false
    const asked = /^#if\s+(\S+)$/.exec(name)?.[1]
    if (words.length > 1 || first.parts.length > 1) {
      throw new WrongTemplate(first.column, `{{${name}}} stands on a line of its own.`)
    }
    if (asked !== undefined) {
      this.#conditions.push({ name: asked, line: this.#line, depth: this.#blocks.length })
      this.#meet(asked, first.column)
    } else if (name === '/if') {
      const open = this.#conditions.pop()
      if (open === undefined) throw new WrongTemplate(first.column, '{{/if}} closes nothing.')
      if (open.depth !== this.#blocks.length) {
        throw new WrongTemplate(
          first.column, '{{#if}} and {{/if}} enclose whole blocks; this one ends in another block than it began.'
        )
      }
    } else {
      throw new WrongTemplate(first.column, `{{${name}}} is unknown; there are {{#if Name}} and {{/if}}.`)
    }
    return true
  }

  #command (command: string, words: readonly Word[]): void {
    const block = this.#blocks.at(-1)
    if (command === 'exit') return this.#leave(words)
    if (block === undefined) return this.#enterSection(command, words)
    if (command === 'activate') {
      if (words.length > 1 || block.kind === 'section') {
        throw new WrongTemplate(words[0]?.column ?? 1, 'activate stands alone, inside of a row.')
      }
    } else if (command === 'no') {
      this.#remove(block, words)
    } else if (block.kind === 'section') {
      this.#enterRow(block.name, words)
    } else if (block.kind === 'row' && isNested(block.name, command)) {
      const index = block.name === dialPlanTable ? /^new$/ : /^\d{1,4}$/
      if (words.length !== 2 || !index.test(bare(words[1]) ?? '')) {
        throw new WrongTemplate(
          words[1]?.column ?? 1,
          `${command} is followed by ${block.name === dialPlanTable ? 'new' : 'its index in the row'}.`
        )
      }
      this.#blocks.push({
        kind: 'nested', name: `${command} ${bare(words[1]) ?? ''}`, row: block.row, line: this.#line
      })
    } else {
      this.#column(block, command, words)
    }
  }

  #leave (words: readonly Word[]): void {
    const block = this.#blocks.at(-1)
    if (words.length > 1) throw new WrongTemplate(words[1]?.column ?? 1, 'exit stands alone.')
    if (block === undefined) throw new WrongTemplate(words[0]?.column ?? 1, 'exit leaves nothing.')
    if (this.#conditions.some(condition => condition.depth >= this.#blocks.length)) {
      throw new WrongTemplate(words[0]?.column ?? 1, '{{#if}} is not closed before exit.')
    }
    this.#blocks.pop()
    if (block.kind === 'row' && block.row?.columns.length === 0) {
      this.faults.push({ line: block.line, column: 1, message: `${block.name} has no line that names it.` })
    }
  }

  #enterSection (command: string, words: readonly Word[]): void {
    const section = bare(words[1])
    if (command !== 'configure' || words.length !== 2 || !isSection(section)) {
      throw new WrongTemplate(
        words[0]?.column ?? 1, 'Outside of blocks there is only configure voip, configure network and configure system.'
      )
    }
    this.#blocks.push({ kind: 'section', name: section, line: this.#line })
  }

  #enterRow (section: string, words: readonly Word[]): void {
    const table = this.#table(section, words.slice(0, -1), words)
    const last = words.at(-1)
    const way = bare(last)
    const conditions = this.#names()
    if (table === dialPlanTable && last?.quoted === true) {
      const row: Block['row'] = {
        kind: 'row', section, table, way: 'existing',
        columns: [{ inside: undefined, key: 'name', value: last, conditions: [] }], conditions
      }
      this.items.push(row)
      this.#blocks.push({ kind: 'row', name: table, row, line: this.#line })
      return
    }
    if (way !== 'new' && way !== 'shared' && way !== 'existing') {
      throw new WrongTemplate(
        last?.column ?? 1, 'A row is entered with new, shared or existing; its index is found on the device.'
      )
    }
    if (this.#type === scriptTypes.cleanup) {
      throw new WrongTemplate(words[0]?.column ?? 1, 'A cleanup script only removes rows: no <table> "<name>".')
    }
    const row: Block['row'] = { kind: 'row', section, table, way, columns: [], conditions }
    this.items.push(row)
    this.#blocks.push({ kind: 'row', name: table, row, line: this.#line })
  }

  #table (section: string, name: readonly Word[], words: readonly Word[]): string {
    const table = name.map(word => bare(word) ?? '"').join(' ')
    if (nameColumnOf(section, table) === undefined) {
      throw new WrongTemplate(
        words[0]?.column ?? 1,
        `${table === '' ? 'This' : table} is no table of ${section} that templates may write to: ` +
        `${tablesOf(section).join(', ')}.`
      )
    }
    if ((table === dialPlanTable) !== (this.#type === scriptTypes.numbers)) {
      throw new WrongTemplate(words[0]?.column ?? 1, 'Dial plans are the matter of number scripts, and their only one.')
    }
    return table
  }

  #remove (block: Block, words: readonly Word[]): void {
    const name = words.at(-1)
    if (name === undefined || words.length < 3 || !name.quoted) {
      throw new WrongTemplate(words[0]?.column ?? 1, 'A row is removed by its name: no <table> "<name>".')
    }
    if (
      block.kind === 'row' && isNested(block.name, bare(words[1]) ?? '') && words.length === 3 &&
      this.#type === scriptTypes.numbers
    ) return
    if (block.kind !== 'section') {
      throw new WrongTemplate(words[0]?.column ?? 1, 'Rows are removed outside of other rows.')
    }
    const table = this.#table(block.name, words.slice(1, -1), words)
    if (table === dialPlanTable) throw new WrongTemplate(words[0]?.column ?? 1, 'A dial plan is never removed.')
    this.items.push({ kind: 'removal', section: block.name, table, name, conditions: this.#names() })
  }

  #column (block: Block, key: string, words: readonly Word[]): void {
    const [, value] = words
    if (value === undefined || words.length !== 2) {
      throw new WrongTemplate(words[0]?.column ?? 1, `${key} takes one value; put quotes around a value with blanks.`)
    }
    const isPlan = block.row?.table === dialPlanTable
    if (isPlan && block.kind === 'row') {
      throw new WrongTemplate(words[0]?.column ?? 1, 'A dial plan itself is not changed.')
    }
    if (isPlan) return
    const nameColumn = nameColumnOf(block.row?.section ?? '', block.row?.table ?? '')
    if (block.row?.columns.length === 0 && (block.kind === 'nested' || key !== nameColumn || this.#hasOwnCondition())) {
      throw new WrongTemplate(
        words[0]?.column ?? 1, `The first line of a row of ${block.row.table} names it: ${nameColumn} "…".`
      )
    }
    block.row?.columns.push({
      inside: block.kind === 'nested' ? block.name : undefined, key, value, conditions: this.#names()
    })
  }

  #hasOwnCondition (): boolean {
    return this.#conditions.some(condition => condition.depth >= this.#blocks.length)
  }
}

/**
 * Takes a template apart, or says everything that is wrong with it. `known` tells which placeholders have a value
 * there.
 */
export function readTemplate (
  text: string, type: number, known: (name: string) => boolean
): { template: ScriptTemplate } | { faults: readonly TemplateFault[] } {
  if (text.length > longestScript) {
    return { faults: [{ line: 1, column: 1, message: `The script is longer than ${longestScript} characters.` }] }
  }
  const reader = new Reader(type, known)
  reader.read(text)
  if (reader.faults.length === 0 && reader.items.length === 0) {
    return { faults: [{ line: 1, column: 1, message: 'The script does nothing.' }] }
  }
  return reader.faults.length > 0 ? { faults: reader.faults } : { template: reader }
}
