import { regionsOf, type NumberType, type Region } from './phone-number-rules.ts'

/** What a calling code allows. Compiled on first use: most processes meet a handful of the 230 codes. */
export interface NumberingPlan {
  callingCode: string
  /** Possible lengths of a whole number, plus sign included: one bit for each. */
  lengths: number
  /** Matches most valid numbers at one stroke: those of the main country that no trunk prefix makes doubtful. */
  plain: RegExp
  /** Matches a number whose national part begins with what is dialled at home and left out in E.164. */
  trunk: RegExp | undefined
  trunkReplacement: string | undefined
  /** Matches a number that may be toll-free; which of the countries has it, and as what, is another question. */
  tollFree: RegExp | undefined
  /** Matches when at least one country claims the number by its leading digits. */
  anyLeading: RegExp | undefined
  main: CountryPlan
  /** In the order in which they are asked, main country first. */
  countries: readonly CountryPlan[]
}

/** The rules of one country. Every expression takes the whole number, `+61…`, which spares a slice per test. */
interface CountryPlan {
  country: string
  leading: RegExp | undefined
  general: RegExp
  /** A number of any kind, in one expression: several times quicker than kind by kind. */
  valid: RegExp
  kinds: ReadonlyArray<{ kind: NumberType, pattern: RegExp }>
  /** Possible lengths of a national number. */
  lengths: readonly number[]
  ownMobile: boolean
}

// Calling codes never start with 0 and none begins with another, so the number itself is the index.
const plans = new Array<NumberingPlan | null | undefined>(1000)

/** The plan of a text that is `+` and digits; undefined when nobody holds its calling code. */
export function planOf (text: string): NumberingPlan | undefined {
  let code = 0
  for (let index = 1; index <= 3 && index < text.length; index++) {
    code = code * 10 + text.charCodeAt(index) - 48
    if (code === 0) return undefined
    let plan = plans[code]
    if (plan === undefined) plans[code] = plan = compilePlan(String(code), regionsOf(String(code)))
    if (plan !== null) return plan
  }
  return undefined
}

/** Whether a text that is `+` and digits is a number of the plan as it stands. The quick way, meant for uploads. */
export function isPlainNumber (plan: NumberingPlan, text: string): boolean {
  return (plan.lengths & 1 << text.length) !== 0 && plan.plain.test(text)
}

/** Whether a country of the plan has the number, which carries no trunk prefix. */
export function isValidIn (plan: NumberingPlan, number: string): boolean {
  if ((plan.lengths & 1 << number.length) === 0) return false
  let claimed: boolean | undefined
  for (const country of plan.countries) {
    if (country.leading === undefined) {
      if (country.valid.test(number)) return true
    } else if ((claimed ??= plan.anyLeading?.test(number)) === true && country.leading.test(number)) {
      return country.valid.test(number)
    }
  }
  return plan.main.leading !== undefined && plan.main.valid.test(number)
}

/** The country of a number, by the first rule of the calling code that claims it; undefined when none does. */
export function countryIn (plan: NumberingPlan, number: string): string | undefined {
  return plan.countries.length === 1 ? plan.main.country : claimant(plan, number)?.country
}

/** The kind of a number; undefined when it is valid in no country of the calling code. */
export function typeIn (plan: NumberingPlan, number: string): NumberType | undefined {
  const country = claimant(plan, number) ?? plan.main
  if (!country.general.test(number)) return undefined
  const fits = ({ pattern }: { pattern: RegExp }) => pattern.test(number)
  const kind = country.kinds.find(fits)?.kind
  if (kind !== 'FIXED_LINE') return kind
  const isAlsoMobile = !country.ownMobile || country.kinds.some(rule => rule.kind === 'MOBILE' && fits(rule))
  return isAlsoMobile ? 'FIXED_LINE_OR_MOBILE' : kind
}

function claimant (plan: NumberingPlan, number: string): CountryPlan | undefined {
  return plan.countries.find(country => (country.leading ?? country.valid).test(number))
}

/**
 * The number without a trunk prefix, as libphonenumber reads it: the prefix stays when the digits are a number only
 * with it, or when what remains would be too short.
 */
export function withoutTrunkPrefix (plan: NumberingPlan, number: string): string {
  const match = plan.trunk?.exec(number)
  const start = `+${plan.callingCode}`
  if (!match || match[0] === start) return number
  const captured = match.length > 1 ? match.at(-1) : ''
  const rest = plan.trunkReplacement !== undefined && captured !== undefined && captured !== ''
    ? number.replace(match[0], start + fill(plan.trunkReplacement, match))
    : start + number.slice(match[0].length)
  if (plan.main.general.test(number) && !plan.main.general.test(rest)) return number
  return isLongEnough(plan, rest) ? rest : number
}

function fill (replacement: string, match: RegExpExecArray): string {
  return replacement.replace(/\$(\d)/g, (_, group) => match[Number(group)] ?? '')
}

function isLongEnough (plan: NumberingPlan, number: string): boolean {
  const length = number.length - plan.callingCode.length - 1
  const found = countryIn(plan, number)
  const country = plan.countries.find(({ country }) => country === found) ?? plan.main
  return length > Math.max(...country.lengths) || country.lengths.includes(length)
}

function compilePlan (callingCode: string, regions: readonly Region[]): NumberingPlan | null {
  const first = regions[0]
  const countries = regions.map(region => compileCountry(callingCode, region))
  const main = countries[0]
  if (first === undefined || main === undefined) return null
  const leading = regions.flatMap(region => region.leading ?? [])
  const lengths = regions.flatMap(region => region.kinds.flatMap(kind => kind.lengths))
  const tollFree = regions.flatMap(region => region.kinds.filter(({ kind }) => kind === 'TOLL_FREE').map(sized))
  const plain = (first.leading === undefined ? '' : `(?=${first.leading})`) + anyKind(first)
  return {
    callingCode,
    lengths: lengths.reduce((bits, digits) => bits | 1 << (1 + callingCode.length + digits), 0),
    plain: wholeOf(callingCode, (first.trunkPrefix === undefined ? '' : `(?!${first.trunkPrefix})`) + plain),
    trunk: first.trunkPrefix === undefined ? undefined : startOf(callingCode, first.trunkPrefix),
    trunkReplacement: first.trunkReplacement,
    tollFree: tollFree.length === 0 ? undefined : wholeOf(callingCode, tollFree.join('|')),
    anyLeading: leading.length === 0 ? undefined : startOf(callingCode, leading.join('|')),
    main,
    countries
  }
}

function compileCountry (callingCode: string, region: Region): CountryPlan {
  return {
    country: region.country,
    leading: region.leading === undefined ? undefined : startOf(callingCode, region.leading),
    general: wholeOf(callingCode, region.general),
    valid: wholeOf(callingCode, anyKind(region)),
    kinds: region.kinds.map(rule => ({ kind: rule.kind, pattern: wholeOf(callingCode, sized(rule)) })),
    lengths: region.lengths,
    ownMobile: region.ownMobile
  }
}

function anyKind (region: Region): string {
  return `(?=(?:${region.general})$)(?:${region.kinds.map(sized).join('|')})`
}

function sized ({ pattern, lengths }: Region['kinds'][number]): string {
  return `(?=${lengths.map(digits => `\\d{${digits}}$`).join('|')})(?:${pattern})`
}

// A RegExp is compiled by the engine at its first test, so those never asked cost little.
function startOf (callingCode: string, pattern: string): RegExp {
  return new RegExp(`^\\+${callingCode}(?:${pattern})`)
}

function wholeOf (callingCode: string, pattern: string): RegExp {
  return new RegExp(`^\\+${callingCode}(?:${pattern})$`)
}
