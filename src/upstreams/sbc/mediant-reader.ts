import { isComment, PlanReader, type Found } from './mediant-plans.ts'
import { beginsBlock } from './mediant-rows.ts'

/** Why a text is not a whole configuration, in detail for those whose device it is. */
export interface Doubt { readonly kind: 'incomplete' | 'unknown layout', readonly detail: string }

interface Section { readonly name: string, readonly indent: number, isIndented: boolean, depth: number }

/**
 * Follows a configuration line by line and proves its end: a device, or something in between, may answer 200 with a
 * part of it, or with a page of its own. Only when every section that begins has its closing line, and that of voice
 * is among them, what is not there is absent (docs/wire/mediant.md#proof-of-a-complete-read).
 */
export class ConfigurationReader {
  readonly #plans: PlanReader
  #doubt: Doubt | undefined
  #count = 0
  #section: Section | undefined
  #isVoiceRead = false
  #isTail = false

  constructor (found: Found) {
    this.#plans = new PlanReader(found)
  }

  take (line: string): void {
    this.#count += 1
    if (this.#doubt !== undefined || this.#isTail) return this.#takeOfTail(line)
    const complaint = this.#plans.isInBlock ? this.#plans.take(line) : this.#takeOutsideOfPlans(line)
    if (complaint !== undefined) {
      const shown = line.trim().slice(0, 80)
      this.#doubt = { kind: 'unknown layout', detail: `line ${this.#count} ("${shown}") ${complaint}` }
    }
  }

  /** To be asked after the last line; undefined when all was there and understood. */
  doubt (): Doubt | undefined {
    if (this.#doubt !== undefined) return this.#doubt
    const incomplete = (detail: string): Doubt => ({ kind: 'incomplete', detail })
    if (this.#section !== undefined) {
      return incomplete(`after ${this.#count} lines "configure ${this.#section.name}" has not ended`)
    }
    if (!this.#isVoiceRead) return incomplete(`in ${this.#count} lines there is no whole "configure voip"`)
    if (this.#plans.hasPlans) return undefined
    return { kind: 'unknown layout', detail: `in ${this.#count} lines there is no dial plan at all` }
  }

  #takeOutsideOfPlans (line: string): string | undefined {
    const text = line.trim()
    if (text === '' || isComment(text)) return undefined
    const indent = line.search(/\S/)
    const name = /^configure\s+(\S+)$/i.exec(text)?.[1]?.toLowerCase()
    if (this.#section !== undefined) {
      if (name !== undefined) return 'begins before the section above has ended'
      return this.#inside(text, indent, this.#section)
    }
    if (name !== undefined) {
      this.#section = { name, indent, isIndented: false, depth: 0 }
      return undefined
    }
    return this.#outside(text)
  }

  #inside (text: string, indent: number, section: Section): string | undefined {
    section.isIndented ||= indent > section.indent
    if (text === 'exit') {
      const isEnd = section.isIndented ? indent <= section.indent : section.depth === 0
      section.depth -= 1
      if (!isEnd) return undefined
      this.#isVoiceRead ||= section.name === 'voip'
      this.#section = undefined
      return undefined
    }
    const plan = /^sbc\s+dial-plan\s+(\d{1,9})$/.exec(text)?.[1]
    if (plan !== undefined && section.name === 'voip') {
      this.#plans.open(Number(plan), indent)
      return undefined
    }
    if (speaksOfPlans(text)) return 'may be a dial plan, in a form that is not known'
    if (beginsBlock(text)) section.depth += 1
    return undefined
  }

  /** What old firmware appends to a download (docs/wire/mediant.md#answers) is known; anything else is not. */
  #outside (text: string): string | undefined {
    if (!this.#isVoiceRead || text === 'end') return undefined
    if (!beginsTail(text)) return 'stands outside of every section'
    this.#isTail = true
    return undefined
  }

  #takeOfTail (line: string): void {
    if (this.#doubt === undefined && /^\s*(configure|sbc|dial-plan-rule)\s/.test(line)) {
      this.#doubt = { kind: 'unknown layout', detail: `line ${this.#count} goes on after the end of the configuration` }
    }
  }
}

/** Whether a line behind the last section is of another request, or of an INI file. */
export function beginsTail (text: string): boolean {
  return /^(GET|POST|PUT|HEAD|HTTP)\b|^[;[]/.test(text)
}

/** Whether the words before any value name dial plans, and not as a column of another table that refers to one. */
function speaksOfPlans (text: string): boolean {
  const [bare = ''] = text.split('"')
  return /dial[-_ ]?plan/i.test(bare) && !/^[\w-]+-dial-plan(-[\w-]+)?\s|^[\w-]+-name\s/i.test(bare)
}
