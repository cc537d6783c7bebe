import { invalid, type FieldErrors } from '../../problems.ts'
import { countriesOfCallingCode, isE164, normalizePhoneNumber, type E164 } from '../../schemas/phone-number.ts'
import { countriesMeant, parseCountry } from '../../schemas/vocabulary/country.ts'
import { findTypeOfService, typesOfService } from '../../schemas/vocabulary/usage.ts'
import type { StoredOverride } from '../../tenancy/records/numbering-overrides.ts'
import type { NumberingOverrides } from '../schemas/numbering-override.ts'

type Given = NumberingOverrides['overrides'][number]

/** The overrides of a body. Throws one Problem that names all that is wrong with them. */
export function readOverrides ({ overrides }: NumberingOverrides): StoredOverride[] {
  const errors: FieldErrors = {}
  const read = overrides.flatMap((given, index) => {
    const refuse = (message: string): void => { (errors[`overrides[${index}]`] ??= []).push(message) }
    const override = readOverride(given, refuse)
    return override === undefined ? [] : { index, override }
  })
  const inOrder = read.toSorted((a, b) => a.override.start < b.override.start ? -1 : 1)
  for (const [place, { index, override }] of inOrder.entries()) {
    const other = inOrder.slice(place + 1).find(later => overlap(override, later.override))
    if (other === undefined) continue
    (errors[`overrides[${index}]`] ??= []).push(
      `It holds numbers of overrides[${other.index}] at the same time, so that nothing says which one decides.`
    )
  }
  if (Object.keys(errors).length > 0) throw invalid(errors)
  return read.map(({ override }) => override)
}

function readOverride (given: Given, refuse: (message: string) => void): StoredOverride | undefined {
  const faults = { count: 0 }
  const fault = (message: string): void => {
    faults.count += 1
    refuse(message)
  }
  const start = readEnd(given.start, fault)
  const end = readEnd(given.end, fault)
  const numberType = findTypeOfService(given.numberType?.trim() || 'Geographic')
  if (numberType === undefined) fault(`${given.numberType} is not one of ${typesOfService.join(', ')}.`)
  const country = start === undefined ? undefined : readCountry(given.country, start, fault)
  const [validFrom, validTo] = [readTime(given.validFrom, fault), readTime(given.validTo, fault)]
  if (start !== undefined && end !== undefined && (start.length !== end.length || start > end)) {
    fault(`The numbers ${start} and ${end} must have one length, and the first must not come after the last.`)
  }
  if (validFrom !== null && validTo !== null && validFrom >= validTo) fault('validFrom must come before validTo.')
  const source = given.source.trim()
  if (source === '') fault('Say in source where it is written that these numbers exist.')
  if (faults.count > 0 || start === undefined || end === undefined) return undefined
  if (country === undefined || numberType === undefined) return undefined
  return { country, start, end, numberType, source, note: given.note?.trim() || null, validFrom, validTo }
}

function readEnd (text: string, fault: (message: string) => void): E164 | undefined {
  const number = normalizePhoneNumber(text) ?? text
  if (isE164(number)) return number
  fault(`${JSON.stringify(text.slice(0, 60))} is not a number in the form of E.164: + and at most 15 digits.`)
  return undefined
}

/** One that has the calling code of the numbers; a code that the tables do not know may be that of any country. */
function readCountry (text: string, start: E164, fault: (message: string) => void): string | undefined {
  const sharing = countriesOfCallingCode(start)
  const meant = countriesMeant(text).filter(country => sharing.length === 0 || sharing.includes(country))
  const country = parseCountry(text) ?? (meant.length === 1 ? meant[0] : undefined)
  if (country === undefined) fault(`${text} does not say one country; send its ISO code.`)
  else if (sharing.length > 0 && !sharing.includes(country)) fault(`${start} has not the calling code of ${country}.`)
  return country
}

function readTime (text: string | null | undefined, fault: (message: string) => void): string | null {
  if (text == null || text.trim() === '') return null
  const time = new Date(text)
  if (!Number.isNaN(time.getTime())) return time.toISOString()
  fault(`${text} is not a time such as 2026-12-01T00:00:00Z.`)
  return null
}

function overlap (one: StoredOverride, other: StoredOverride): boolean {
  return one.start.length === other.start.length && one.start <= other.end && other.start <= one.end &&
    (one.validTo ?? '~') > (other.validFrom ?? '') && (other.validTo ?? '~') > (one.validFrom ?? '')
}
