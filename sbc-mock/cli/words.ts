import { Refusal } from '../refusal.ts'

const plain = /[^ \t"]+/y

/** Splits one CLI line into words; `"` delimits, `\"` and `\\` escape inside quotes. */
export function splitWords (line: string): string[] {
  const words: string[] = []
  let position = 0
  for (;;) {
    while (line.charAt(position) === ' ' || line.charAt(position) === '\t') position += 1
    if (position >= line.length) return words
    if (line.charAt(position) === '"') {
      const quoted = readQuoted(line, position + 1)
      words.push(quoted.word)
      position = quoted.end
    } else {
      const start = position
      plain.lastIndex = position
      plain.test(line)
      position = plain.lastIndex
      if (line.charAt(position) === '"') throw new Refusal('quote inside a word')
      words.push(line.slice(start, position))
    }
  }
}

function readQuoted (line: string, from: number): { word: string, end: number } {
  // Nearly every quoted word is free of escapes.
  const close = line.indexOf('"', from)
  if (close === line.length - 1 && !line.includes('\\', from)) {
    return { word: line.slice(from, close), end: line.length }
  }
  let word = ''
  let position = from
  while (position < line.length) {
    const character = line.charAt(position)
    if (character === '"') {
      const after = line.charAt(position + 1)
      if (after !== '' && after !== ' ' && after !== '\t') throw new Refusal('text directly after a closing quote')
      return { word, end: position + 1 }
    }
    if (character === '\\') {
      const escaped = line.charAt(position + 1)
      if (escaped !== '"' && escaped !== '\\') throw new Refusal(`"\\${escaped}" is not an escape`)
      word += escaped
      position += 2
    } else {
      word += character
      position += 1
    }
  }
  throw new Refusal('quote is never closed')
}

export function quote (text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
