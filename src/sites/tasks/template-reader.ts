import { dialPlanTable, isNested } from './script-tables.ts'
import { longestScript } from '../schemas/script-template.ts'
import type { Item, Line, ScriptTemplate } from './script-template.ts'
import { placeholdersOf, splitTemplateLine, WrongTemplate, type TemplateFault, type Word } from './script-words.ts'
import { Conditions, directiveOf, type Directive } from './template-conditions.ts'
import {
  keywordOf, nestedNameOf, removalOf, rowOf, sectionOf, valueOf, type Block, type RowBlock
} from './template-lines.ts'

/**
 * Parses a template, or names everything that is wrong with it. `known` says which placeholders may be used there.
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

/** Reads line after line and goes on after a wrong one, so that all faults are found at once. */
class Reader {
  readonly items: Item[] = []
  readonly lines: Line[] = []
  readonly placeholders = new Set<string>()
  readonly faults: TemplateFault[] = []
  readonly #blocks: Block[] = []
  readonly #conditions = new Conditions()
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
        this.faults.push({ line: this.#line, column: error.column, message: error.message })
      }
    }
    for (const { line, name } of this.#blocks) {
      this.faults.push({ line, column: 1, message: `${name} is never left; each block ends with exit.` })
    }
    this.faults.push(...this.#conditions.faults())
  }

  #take (words: readonly Word[]): void {
    const [first] = words
    if (first === undefined) return
    const directive = directiveOf(words)
    if (directive !== undefined) return this.#direct(directive, first.column)
    for (const word of words) for (const name of placeholdersOf(word)) this.#use(name, word.column)
    const keyword = keywordOf(first)
    const depth = this.#blocks.length - (keyword === 'exit' ? 1 : 0)
    this.#command(keyword, words)
    this.lines.push({ depth: Math.max(0, depth), words, conditions: this.#conditions.names() })
  }

  #direct (directive: Directive, column: number): void {
    if (directive === 'close') return this.#conditions.close(column, this.#blocks.length)
    this.#conditions.open(directive.asked, this.#line, this.#blocks.length)
    this.#use(directive.asked, column)
  }

  #use (name: string, column: number): void {
    if (!this.#known(name)) throw new WrongTemplate(column, `{{${name}}} is unknown here.`)
    this.placeholders.add(name)
  }

  #command (keyword: string, words: readonly Word[]): void {
    const block = this.#blocks.at(-1)
    const surroundings = { type: this.#type, conditions: this.#conditions.names() }
    if (keyword === 'exit') return this.#leave(words)
    if (block === undefined) {
      this.#blocks.push({ kind: 'section', name: sectionOf(words), line: this.#line })
    } else if (keyword === 'activate') {
      if (words.length > 1 || block.kind === 'section') {
        throw new WrongTemplate(words[0]?.column ?? 1, 'activate stands alone, inside of a row.')
      }
    } else if (keyword === 'no') {
      const removal = removalOf(block, words, surroundings)
      if (removal !== undefined) this.items.push(removal)
    } else if (block.kind === 'section') {
      const row = rowOf(block.name, words, surroundings)
      this.items.push(row)
      this.#blocks.push({ kind: 'row', name: row.table, row, line: this.#line })
    } else if (block.kind === 'row' && isNested(block.name, keyword)) {
      const name = nestedNameOf(block.name, words)
      this.#blocks.push({ kind: 'nested', name, row: block.row, line: this.#line })
    } else this.#column(block, keyword, words)
  }

  #column (block: RowBlock, key: string, words: readonly Word[]): void {
    const value = valueOf(block, words, this.#conditions.hasOpenIn(this.#blocks.length))
    if (block.row.table === dialPlanTable) return
    const inside = block.kind === 'nested' ? block.name : undefined
    block.row.columns.push({ inside, key, value, conditions: this.#conditions.names() })
  }

  #leave (words: readonly Word[]): void {
    const block = this.#blocks.at(-1)
    if (words.length > 1) throw new WrongTemplate(words[1]?.column ?? 1, 'exit stands alone.')
    if (block === undefined) throw new WrongTemplate(words[0]?.column ?? 1, 'exit leaves nothing.')
    if (this.#conditions.hasOpenIn(this.#blocks.length)) {
      throw new WrongTemplate(words[0]?.column ?? 1, '{{#if}} is not closed before exit.')
    }
    this.#blocks.pop()
    if (block.kind === 'row' && block.row.columns.length === 0) {
      this.faults.push({ line: block.line, column: 1, message: `${block.name} has no line that names it.` })
    }
  }
}
