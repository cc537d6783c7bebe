import metadata from 'libphonenumber-js/max/metadata'

/** Kinds of number, in the order in which the numbering plans are asked for them. */
const kinds = [
  'FIXED_LINE', 'MOBILE', 'PREMIUM_RATE', 'TOLL_FREE', 'SHARED_COST', 'VOIP', 'PERSONAL_NUMBER', 'PAGER', 'UAN',
  'VOICEMAIL'
] as const

export type NumberType = (typeof kinds)[number] | 'FIXED_LINE_OR_MOBILE'

/** Where the packed metadata keeps the rule of each kind. */
const slotOf = {
  FIXED_LINE: 0,
  MOBILE: 1,
  TOLL_FREE: 2,
  PREMIUM_RATE: 3,
  PERSONAL_NUMBER: 4,
  VOICEMAIL: 5,
  UAN: 6,
  PAGER: 7,
  VOIP: 8,
  SHARED_COST: 9
} satisfies Record<(typeof kinds)[number], number>

interface KindRule {
  kind: NumberType
  pattern: string
  lengths: readonly number[]
}

/** The rules of one country (or of one worldwide code) for national numbers, as regular expression sources. */
export interface Region {
  /** ISO alpha-2, or `001` for a worldwide code such as +800. */
  country: string
  general: string
  lengths: readonly number[]
  /** Leading digits that alone decide for this country, among countries that share a calling code. */
  leading: string | undefined
  kinds: readonly KindRule[]
  /** False when the country numbers mobiles like fixed lines, so that the two cannot be told apart. */
  ownMobile: boolean
  trunkPrefix: string | undefined
  trunkReplacement: string | undefined
}

/** The countries, main one first, behind a calling code such as `44`; empty when nobody holds the code. */
export function regionsOf (callingCode: string): Region[] {
  const countries = Object.hasOwn(metadata.country_calling_codes, callingCode)
    ? metadata.country_calling_codes[callingCode] ?? []
    : []
  if (countries.length > 0) {
    return countries.flatMap(country => unpack(country, metadata.countries[country]))
  }
  return Object.hasOwn(metadata.nonGeographic, callingCode) ? unpack('001', metadata.nonGeographic[callingCode]) : []
}

/** Every country the numbering plans know, as ISO alpha-2 (and the customary XK, AC, TA). */
export function knownCountries (): string[] {
  return Object.keys(metadata.countries)
}

function unpack (country: string, packed: readonly unknown[] | undefined): Region[] {
  const general = textAt(packed, 2)
  if (general === undefined) return []
  const lengths = numbersAt(packed, 3) ?? []
  const packedKinds = listAt(packed, 11)
  return [{
    country,
    general,
    lengths,
    leading: textAt(packed, 10),
    kinds: kinds.flatMap(kind => unpackKind(kind, listAt(packedKinds, slotOf[kind]), lengths)),
    ownMobile: textAt(listAt(packedKinds, slotOf.MOBILE), 0) !== undefined,
    trunkPrefix: textAt(packed, 7) ?? textAt(packed, 5),
    trunkReplacement: textAt(packed, 8)
  }]
}

function unpackKind (kind: NumberType, packed: readonly unknown[] | undefined, general: readonly number[]): KindRule[] {
  const pattern = textAt(packed, 0)
  return pattern === undefined ? [] : [{ kind, pattern, lengths: numbersAt(packed, 1) ?? general }]
}

// The packed format writes 0 or an empty text for "none".
function textAt (packed: readonly unknown[] | undefined, index: number): string | undefined {
  const value = packed?.[index]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function listAt (packed: readonly unknown[] | undefined, index: number): readonly unknown[] | undefined {
  const value = packed?.[index]
  return Array.isArray(value) ? value : undefined
}

function numbersAt (packed: readonly unknown[] | undefined, index: number): number[] | undefined {
  return listAt(packed, index)?.filter(value => typeof value === 'number')
}
