import { scanJson, type Frame, type ScanFault } from './json-scanner.ts'

export interface SyntaxLocation {
  /** As in `phoneNumbers[11]`; empty at the top. */
  path: string
  /** From 1. */
  line: number
  /**
   * As Newtonsoft.Json counts: the characters of the line that were read, so the offending one is the next; only a
   * comma in the place of a value counts as read itself.
   */
  position: number
  /** A sentence that ends with the path, line and position. */
  message: string
}

const deepest = 32
const longestName = 100

/**
 * Finds where a text that JSON.parse refused stops being JSON, in the words that Live Cloud clients know
 * (docs/wire/live-cloud.md#errors).
 */
export function locateSyntaxError (text: string): SyntaxLocation {
  const fault = scanJson(text) ??
    { at: text.length, what: 'Unexpected end when reading JSON.', frames: [], isTaken: false }
  const path = pathOf(fault.frames)
  const { line, position } = locate(text, fault)
  return { path, line, position, message: `${fault.what} Path '${path}', line ${line}, position ${position}.` }
}

function locate (text: string, { at, isTaken }: ScanFault): { line: number, position: number } {
  let line = 1
  let start = 0
  for (const ending of text.slice(0, at).matchAll(/\r\n?|\n/g)) {
    line++
    start = ending.index + ending[0].length
  }
  return { line, position: at - start + (isTaken ? 1 : 0) }
}

// A hostile body may nest a million times: the answer names the outermost steps.
function pathOf (frames: readonly Frame[]): string {
  const path = frames.slice(0, deepest).map(step).join('').replace(/^\./, '')
  return frames.length > deepest ? `${path}…` : path
}

function step (frame: Frame): string {
  if (frame.kind === 'array') return `[${frame.index}]`
  if (frame.name === undefined) return ''
  const name = plainName(frame.name)
  return /[\s.'"/[\]()\\]/.test(name) ? `['${name.replace(/['\\]/g, '\\$&')}']` : `.${name}`
}

function plainName (literal: string): string {
  if (literal.length > longestName) return `${literal.slice(1, longestName)}…`
  const name: unknown = JSON.parse(literal)
  return typeof name === 'string' ? name : literal
}
