import { countriesMeant, sameCountry } from '../../schemas/vocabulary/country.ts'
import { Numbering } from '../../schemas/numbering.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import type { UploadContext } from '../records/upload-context.ts'

/** The countries that the tenant has consented to. */
export function consentedCountries ({ leads }: Pick<UploadContext, 'leads'>): string[] {
  return leads.filter(lead => lead.status === 'Active').flatMap(lead => lead.countries).map(sameCountry)
}

/**
 * The country of an upload as an ISO code. Of the countries that share a dialling code (`+1`) it is that of the
 * numbers, or else one that the tenant has consented to: a toll-free number does not tell its country.
 */
export function countryMeant (
  country: string | undefined, numbers: readonly E164[], facts: Pick<UploadContext, 'leads' | 'declared'>
): string | undefined {
  if (country === undefined || !country.startsWith('+')) return country
  const candidates = countriesMeant(country)
  const numbering = new Numbering(facts.declared)
  const geographic = numbers.filter(number => !numbering.isTollFree(number))
  const own = new Set(geographic.map(number => numbering.countryOf(number) ?? ''))
  const [only, ...others] = candidates.filter(candidate => own.has(candidate))
  if (only !== undefined && others.length === 0) return only
  const consented = new Set(consentedCountries(facts))
  return candidates.find(candidate => consented.has(candidate)) ?? candidates[0]
}
