import { createRequire } from 'node:module'
import type { Numbering } from './numbering.ts'
import type { E164 } from './phone-number.ts'

const { version }: { version: string } = createRequire(import.meta.url)('libphonenumber-js/package.json')

/** The tables of numbering plans that judge numbers here. */
export const numberingTables = `libphonenumber-js ${version}`

/** Which rule decided about a number, in a sentence for people. */
export function ruleFor (numbering: Numbering, number: E164 | undefined): string {
  const own = number === undefined ? undefined : numbering.rangeOf(number)
  return own === undefined
    ? `Tables of ${numberingTables}`
    : `Override ${own.start} to ${own.end} (${own.country}, ${own.numberType}): ${own.source}`
}
