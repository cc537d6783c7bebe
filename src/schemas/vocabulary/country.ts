import { countriesBehind } from '../phone-number.ts'
import { knownCountries } from '../phone-number-rules.ts'

/** Countries with a numbering plan, as ISO alpha-2. */
const countries: ReadonlySet<string> = new Set(knownCountries())

/** What people, and Microsoft's own samples, write instead of the ISO code. */
const aliases = new Map([['UK', 'GB'], ['EL', 'GR']])

// Codes that belong to one country and are shared only by its territories, or by the Vatican. Of +1, +7, +262 and
// +599 nobody can say which country is meant.
const sharedWithTerritories = new Set(['39', '44', '47', '61', '212', '290', '358', '590'])

/** A country as a request names it: known, or one of those that share a dialling code. */
export type NamedCountry = string | { readonly diallingCode: string, readonly oneOf: readonly string[] }

/** The ISO code of a country in one spelling. */
export function sameCountry (country: string): string {
  const code = country.trim().toUpperCase()
  return aliases.get(code) ?? code
}

/** The ISO code meant by `AU`, `au`, `UK`, `61`, `+61`, `0061`, `1-242`; undefined when none or more than one is. */
export function parseCountry (text: string): string | undefined {
  const country = readCountry(text)
  return typeof country === 'string' ? country : undefined
}

/** What a text says of a country: which one, or which dialling code (`1`, `+1`, `001`); undefined when nothing. */
export function readCountry (text: string): NamedCountry | undefined {
  const digits = /^(?:\+|00)?(\d[\d\s-]{0,8})$/.exec(text.trim())?.[1]?.replaceAll(/\D/g, '')
  if (digits === undefined) {
    const code = sameCountry(text)
    return countries.has(code) ? code : undefined
  }
  const sharing = countriesBehind(digits)
  const [main] = sharing
  if (main === undefined) return undefined
  const isClear = sharing.length === 1 || sharedWithTerritories.has(digits)
  return isClear ? main : { diallingCode: `+${digits}`, oneOf: sharing }
}

/** All countries that a text may mean; empty when it means none. */
export function countriesMeant (text: string): readonly string[] {
  const country = readCountry(text)
  return country === undefined ? [] : typeof country === 'string' ? [country] : country.oneOf
}
