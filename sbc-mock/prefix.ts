import { Refusal } from './refusal.ts'

interface Item { low: string, high: string }

export type Element =
  | { kind: 'literal', character: string }
  | { kind: 'x' | 'z' | 'n' | '.' }
  | { kind: 'range', items: Item[], width: number }

export interface Suffix { items: Item[], width: number }

export interface Pattern {
  elements: Element[]
  suffix: Suffix | null
  /** The pattern ended with "#": nothing may follow. */
  exact: boolean
  /** Comma-separated number groups, which the device counts against its capacity. */
  groups: number
}

const plain = /^\+?[0-9]+#?$/
const literal = /[0-9A-Za-z+]/
const escapable = /[*znx.#+()[\]]/

/** Number groups of a prefix; throws a Refusal when the notation is wrong. */
export function countGroups (text: string): number {
  return plain.test(text) ? 1 : parsePrefix(text).groups
}

export function parsePrefix (text: string): Pattern {
  const pattern: Pattern = { elements: [], suffix: null, exact: false, groups: 1 }
  if (text === '*') return pattern
  if (text === '') throw new Refusal('prefix is empty')

  let position = 0
  while (position < text.length) {
    const character = text.charAt(position)
    if (pattern.exact) throw new Refusal(`prefix "${text}": nothing may follow "#"`)
    if (pattern.suffix !== null && character !== '#') {
      throw new Refusal(`prefix "${text}": only "#" may follow a suffix`)
    }

    if (character === '[') {
      const end = closing(text, position, ']')
      const range = parseItems(text, text.slice(position + 1, end))
      pattern.elements.push({ kind: 'range', ...range })
      pattern.groups += range.items.length - 1
      position = end + 1
    } else if (character === '(') {
      const end = closing(text, position, ')')
      pattern.suffix = parseItems(text, withoutBrackets(text.slice(position + 1, end)))
      pattern.groups += pattern.suffix.items.length - 1
      position = end + 1
    } else if (character === '\\') {
      // The manual prints two backslashes, the field tends to send one (docs/wire/mediant.md#prefix-notation).
      const escaped = position + (text.charAt(position + 1) === '\\' ? 2 : 1)
      if (!escapable.test(text.charAt(escaped))) {
        throw new Refusal(`prefix "${text}": nothing to escape at position ${position + 1}`)
      }
      pattern.elements.push({ kind: 'literal', character: text.charAt(escaped) })
      position = escaped + 1
    } else {
      if (character === '#') pattern.exact = true
      else pattern.elements.push(single(text, character, position))
      position += 1
    }
  }
  return pattern
}

function single (text: string, character: string, position: number): Element {
  if (character === 'x' || character === 'z' || character === 'n' || character === '.') return { kind: character }
  if (literal.test(character)) return { kind: 'literal', character }
  throw new Refusal(`prefix "${text}": "${character}" is not allowed at position ${position + 1}`)
}

function closing (text: string, from: number, bracket: string): number {
  const end = text.indexOf(bracket, from)
  if (end === -1) throw new Refusal(`prefix "${text}": "${text.charAt(from)}" is never closed`)
  return end
}

function withoutBrackets (text: string): string {
  return text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text
}

function parseItems (text: string, list: string): Suffix {
  const items = list.split(',').map((item) => {
    const found = /^(\d+)(?:-(\d+))?$/.exec(item)
    const low = found?.[1]
    if (low === undefined) throw new Refusal(`prefix "${text}": "${item}" is neither a number nor a range`)
    return { low, high: found?.[2] ?? low }
  })
  const width = items[0]?.low.length ?? 0
  if (items.some(({ low, high }) => low.length !== width || high.length !== width)) {
    throw new Refusal(`prefix "${text}": all numbers of a list must have the same number of digits`)
  }
  if (items.some(({ low, high }) => low > high)) throw new Refusal(`prefix "${text}": a range runs backwards`)
  return { items, width }
}
