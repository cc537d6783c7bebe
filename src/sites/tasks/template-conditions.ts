import { placeholdersOf, WrongTemplate, type TemplateFault, type Word } from './script-words.ts'

/** The conditions that a line is under: `{{#if Name}}` opens one, `{{/if}}` closes the last one. */
export class Conditions {
  readonly #open: Array<{ readonly name: string, readonly line: number, readonly depth: number }> = []

  /** `depth`: how many blocks the line is in. */
  open (name: string, line: number, depth: number): void {
    this.#open.push({ name, line, depth })
  }

  close (column: number, depth: number): void {
    const last = this.#open.pop()
    if (last === undefined) throw new WrongTemplate(column, '{{/if}} closes nothing.')
    if (last.depth !== depth) {
      throw new WrongTemplate(
        column, '{{#if}} and {{/if}} enclose whole blocks; this one ends in another block than it began.'
      )
    }
  }

  names (): string[] {
    return this.#open.map(({ name }) => name)
  }

  /** Whether one was opened in the innermost of so many blocks. */
  hasOpenIn (depth: number): boolean {
    return this.#open.some(condition => condition.depth >= depth)
  }

  faults (): TemplateFault[] {
    return this.#open.map(({ line, name }) => ({
      line, column: 1, message: `{{#if ${name}}} is never closed; end it with {{/if}}.`
    }))
  }
}

export type Directive = { readonly asked: string } | 'close'

/** What a line says that is no line for the device; undefined for one that is. Throws WrongTemplate. */
export function directiveOf (words: readonly Word[]): Directive | undefined {
  const [first] = words
  const [name] = first === undefined ? [] : placeholdersOf(first)
  if (first === undefined || first.quoted || name === undefined || !/^[#/]/.test(name)) return undefined
  if (words.length > 1 || first.parts.length > 1) {
    throw new WrongTemplate(first.column, `{{${name}}} stands on a line of its own.`)
  }
  const asked = /^#if\s+(\S+)$/.exec(name)?.[1]
  if (asked !== undefined) return { asked }
  if (name === '/if') return 'close'
  throw new WrongTemplate(first.column, `{{${name}}} is unknown; there are {{#if Name}} and {{/if}}.`)
}
