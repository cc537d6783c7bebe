import type { CivicAddress } from '../schemas/civic-address.ts'

/** What an address is recognized by; `text` is all of it in one line. */
interface Recognizable {
  readonly id: string
  readonly text: string
  readonly town: string
  readonly locations: ReadonlyArray<{ readonly id: string, readonly text: string }>
}

export function recognizable (
  { id, locations, cityOrTown, cityOrTownAlias, ...rest }: CivicAddress
): Recognizable {
  const town = inWords(cityOrTown, cityOrTownAlias)
  const text = inWords(
    rest.houseNumber, rest.houseNumberSuffix, rest.preDirectional, rest.streetName, rest.streetSuffix,
    rest.postDirectional, town, rest.stateOrProvince, rest.postalOrZipCode, rest.country, rest.description,
    rest.companyName
  )
  return {
    id, text, town,
    locations: locations.map(({ id, description, additionalInfo }) => ({
      id, text: inWords(description, additionalInfo)
    }))
  }
}

const inWords = (...words: ReadonlyArray<string | null>): string => words.filter(Boolean).join(' ')

export type FoundAddress =
  | { status: 'found', civicAddressId: string, locationId: string | undefined }
  | { status: 'unknown' | 'ambiguous', candidates: readonly Recognizable[] }

/**
 * The civic address of the tenant that a text means: all its words must stand in the address, wherever. `place` narrows
 * it to a town, or names a location within the address. Never guesses: two candidates are as bad as none.
 */
export function findAddress (
  addresses: readonly Recognizable[], address: string | undefined, place: string | undefined
): FoundAddress {
  const wanted = wordsOf(address)
  const named = wordsOf(place)
  const candidates = addresses.filter(candidate => {
    const known = new Set(wordsOf(candidate.text))
    return wanted.every(word => known.has(word)) &&
      (named.length === 0 || includesAll(candidate.town, named) || locationNamed(candidate, named) !== undefined)
  })
  const [only, ...others] = candidates
  if (only === undefined) return { status: 'unknown', candidates: addresses }
  if (others.length > 0) return { status: 'ambiguous', candidates }
  return {
    status: 'found', civicAddressId: only.id,
    locationId: includesAll(only.town, named) ? undefined : locationNamed(only, named)
  }
}

/** What to tell a caller whose words were not enough. */
export function addressRefusal (
  found: Exclude<FoundAddress, { status: 'found' }>, asked: ReadonlyArray<string | undefined>
): string {
  const text = asked.filter(part => part !== undefined).join(', ')
  const known = found.candidates.slice(0, 5).map(candidate => `${candidate.text} (${candidate.id})`).join('; ')
  return found.status === 'ambiguous'
    ? `The emergency address "${text}" could be several of the tenant: ${known}. Give its id.`
    : `The emergency address "${text}" is not one of the tenant's. It has ` +
      `${known === '' ? 'none; it must be set up in Teams admin center first' : known}.`
}

function locationNamed (address: Recognizable, named: readonly string[]): string | undefined {
  if (named.length === 0) return undefined
  return address.locations.find(location => includesAll(location.text, named))?.id
}

function includesAll (text: string, words: readonly string[]): boolean {
  const known = new Set(wordsOf(text))
  return words.every(word => known.has(word))
}

/** Case, accents and punctuation make no difference. */
function wordsOf (text: string | undefined): string[] {
  return (text ?? '').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(word =>
    word !== ''
  )
}
