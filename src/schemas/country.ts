import { knownCountries, regionsOf } from './phone-number-rules.ts'

/** Countries with a numbering plan, as ISO alpha-2. */
const countries: ReadonlySet<string> = new Set(knownCountries())

/** What people write instead of the ISO code. */
const aliases = new Map([['UK', 'GB']])

// Codes that belong to one country and are shared only by its territories, or by the Vatican. Of +1, +7, +262 and
// +599 nobody can say which country is meant.
const sharedWithTerritories = new Set(['39', '44', '47', '61', '212', '290', '358', '590'])

/** The ISO alpha-2 code meant by `AU`, `au`, `UK`, `61` or `+61`; undefined when none or more than one is. */
export function parseCountry (text: string): string | undefined {
  const word = text.trim().toUpperCase()
  if (/^\+?\d{1,3}$/.test(word)) return countryOfCallingCode(word.replace('+', ''))
  const code = aliases.get(word) ?? word
  return countries.has(code) ? code : undefined
}

function countryOfCallingCode (callingCode: string): string | undefined {
  const [main, ...others] = regionsOf(callingCode)
  if (main === undefined || main.country === '001') return undefined
  return others.length === 0 || sharedWithTerritories.has(callingCode) ? main.country : undefined
}
