// What the lines of a template must look like. Each function returns what a line says, or throws WrongTemplate.
import { dialPlanTable, forbiddenCommands, isNested, isSection, nameColumnOf, tablesOf } from './script-tables.ts'
import { scriptTypes, type Item, type RowItem } from './script-template.ts'
import { bare, WrongTemplate, type Word } from './script-words.ts'

/** A block that lines can be in: a section, a row of a table, or a row inside of a row. */
export type Block =
  | { readonly kind: 'section', readonly name: string, readonly line: number }
  | { readonly kind: 'row' | 'nested', readonly name: string, readonly row: RowItem, readonly line: number }

export type RowBlock = Extract<Block, { row: RowItem }>

/** What the checks need to know beside the line: the type of the script, and the conditions that the line is under. */
export interface Surroundings { readonly type: number, readonly conditions: readonly string[] }

const columnOf = (word: Word | undefined): number => word?.column ?? 1

/** The keyword that a line begins with. */
export function keywordOf (first: Word): string {
  const keyword = bare(first)
  if (keyword === undefined || !/^[a-z][a-z0-9-]*$/.test(keyword)) {
    throw new WrongTemplate(
      first.column,
      'A line begins with a keyword of the device: small letters, digits and hyphens, no placeholder and no quotes.'
    )
  }
  if (forbiddenCommands.has(keyword)) {
    throw new WrongTemplate(
      first.column,
      `${keyword} is forbidden in a script: it asks back, runs long, moves files or restarts the device.`
    )
  }
  return keyword
}

/** The section of `configure <section>`. */
export function sectionOf (words: readonly Word[]): string {
  const section = bare(words[1])
  if (bare(words[0]) !== 'configure' || words.length !== 2 || !isSection(section)) {
    throw new WrongTemplate(
      columnOf(words[0]), 'Outside of blocks there is only configure voip, configure network and configure system.'
    )
  }
  return section
}

/** The row that a line such as `ip-group new` enters. A dial plan is entered by its name, and must be there. */
export function rowOf (section: string, words: readonly Word[], { type, conditions }: Surroundings): RowItem {
  const table = tableOf(section, words.slice(0, -1), words, type)
  const last = words.at(-1)
  const way = bare(last)
  if (table === dialPlanTable && last?.quoted === true) {
    const columns = [{ inside: undefined, key: 'name', value: last, conditions: [] }]
    return { kind: 'row', section, table, way: 'existing', columns, conditions }
  }
  if (way !== 'new' && way !== 'shared' && way !== 'existing') {
    throw new WrongTemplate(
      columnOf(last), 'A row is entered with new, shared or existing; its index is found on the device.'
    )
  }
  if (type === scriptTypes.cleanup) {
    throw new WrongTemplate(columnOf(words[0]), 'A cleanup script only removes rows: no <table> "<name>".')
  }
  return { kind: 'row', section, table, way, columns: [], conditions }
}

function tableOf (section: string, name: readonly Word[], words: readonly Word[], type: number): string {
  const table = name.map(word => bare(word) ?? '"').join(' ')
  if (nameColumnOf(section, table) === undefined) {
    throw new WrongTemplate(
      columnOf(words[0]),
      `${table === '' ? 'This' : table} is no table of ${section} that templates may write to: ` +
      `${tablesOf(section).join(', ')}.`
    )
  }
  if ((table === dialPlanTable) !== (type === scriptTypes.numbers)) {
    throw new WrongTemplate(
      columnOf(words[0]), 'Dial plans belong in number scripts, and number scripts write to nothing else.'
    )
  }
  return table
}

/** What `no <table> "<name>"` removes; undefined for a rule of a dial plan, which is no row of its own. */
export function removalOf (
  block: Block, words: readonly Word[], { type, conditions }: Surroundings
): Item | undefined {
  const name = words.at(-1)
  if (name === undefined || words.length < 3 || !name.quoted) {
    throw new WrongTemplate(columnOf(words[0]), 'A row is removed by its name: no <table> "<name>".')
  }
  const isRule = block.kind === 'row' && isNested(block.name, bare(words[1]) ?? '') && words.length === 3
  if (isRule && type === scriptTypes.numbers) return undefined
  if (block.kind !== 'section') {
    throw new WrongTemplate(columnOf(words[0]), 'Rows are removed outside of other rows.')
  }
  const table = tableOf(block.name, words.slice(1, -1), words, type)
  if (table === dialPlanTable) throw new WrongTemplate(columnOf(words[0]), 'A dial plan is never removed.')
  return { kind: 'removal', section: block.name, table, name, conditions }
}

/** The name of a row inside of a row: `proxy-ip 0`. */
export function nestedNameOf (table: string, words: readonly Word[]): string {
  const [command, index] = [bare(words[0]) ?? '', bare(words[1]) ?? '']
  const isPlan = table === dialPlanTable
  if (words.length !== 2 || !(isPlan ? /^new$/ : /^\d{1,4}$/).test(index)) {
    throw new WrongTemplate(
      columnOf(words[1]), `${command} is followed by ${isPlan ? 'new' : 'its index in the row'}.`
    )
  }
  return `${command} ${index}`
}

/** The value of a column. `isConditional`: the line is under a condition that began in the same block. */
export function valueOf (block: RowBlock, words: readonly Word[], isConditional: boolean): Word {
  const [command, value] = words
  const key = bare(command) ?? ''
  const { section, table, columns } = block.row
  if (value === undefined || words.length !== 2) {
    throw new WrongTemplate(columnOf(command), `${key} takes one value; put quotes around a value with blanks.`)
  }
  if (table === dialPlanTable) {
    if (block.kind === 'row') throw new WrongTemplate(columnOf(command), 'A dial plan itself is not changed.')
    return value
  }
  const nameColumn = nameColumnOf(section, table)
  if (columns.length === 0 && (block.kind === 'nested' || key !== nameColumn || isConditional)) {
    throw new WrongTemplate(columnOf(command), `The first line of a row of ${table} names it: ${nameColumn} "…".`)
  }
  return value
}
