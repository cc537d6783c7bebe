import { badFile } from '../../http/bad-file.ts'

/** The columns of every file of numbers that say what to do; exports, imports and results have them in this order. */
export const settings = [
  'telephoneNumber', 'msTenantId', 'callingProfileId', 'usage', 'additionalUsages', 'capabilities', 'country',
  'typeOfService', 'civicAddressId', 'locationId', 'allowTenantAddressUpdate'
] as const
export type Setting = typeof settings[number]

/** What an export adds, and what the result of an import adds; an import takes no notice of either. */
export const facts = [
  'source', 'assignmentStatus', 'status', 'acquiredOn', 'customer', 'sbcs', 'microsoftJobId'
] as const
export const results = ['line', 'result', 'errorColumn', 'errorCode', 'error', 'taskId'] as const

/** Other names that people give to columns, as `fold` spells them. */
const aliases: Readonly<Record<string, Setting>> = {
  number: 'telephoneNumber', numbers: 'telephoneNumber', phonenumber: 'telephoneNumber',
  phonenumbers: 'telephoneNumber', telephonenumbers: 'telephoneNumber', tenantid: 'msTenantId', tenant: 'msTenantId',
  callingprofile: 'callingProfileId', additionalusage: 'additionalUsages', capability: 'capabilities',
  countrycode: 'country', isocountrycode: 'country', address: 'civicAddressId', civicaddress: 'civicAddressId',
  emergencyaddress: 'civicAddressId', location: 'locationId'
}

const byName = new Map<string, Setting | undefined>([
  ...settings.map(name => [fold(name), name] as const), ...Object.entries(aliases),
  ...[...facts, ...results].map(name => [fold(name), undefined] as const)
])

/** Case, blanks, also those that nobody sees, hyphens and underscores make no difference. */
function fold (name: string): string {
  return name.toLowerCase().replace(/[\s\p{Cf}_-]+/gu, '')
}

/** Unknown columns that an error names, each cut: the first line of a file without a header may be anything. */
const namedAtMost = 5
const longestName = 60

export interface Header {
  /** How many cells a full row has. */
  readonly width: number
  readonly places: ReadonlyMap<Setting, number>
}

/** Reads which setting each column has. Throws a Problem that names every unknown, doubled or missing column. */
export function readHeader (cells: readonly string[], line: number, given: ReadonlySet<Setting>): Header {
  const places = new Map<Setting, number>()
  const messages: string[] = []
  for (const [place, name] of cells.entries()) {
    if (name.trim() === '') continue
    const setting = byName.get(fold(name))
    if (setting === undefined && !byName.has(fold(name))) {
      messages.push(`Line ${line}: ${JSON.stringify(name.slice(0, longestName))} is not a known column.`)
    } else if (setting !== undefined && places.has(setting)) {
      messages.push(`Line ${line}: the column ${setting} is there twice.`)
    } else if (setting !== undefined) places.set(setting, place)
  }
  if (places.size === 0 && messages.length > 0) {
    throw badFile(
      `${messages.slice(0, namedAtMost).join(' ')} ${whyNoHeader(cells)} Columns are ${settings.join(', ')}.`
    )
  }
  for (const needed of ['telephoneNumber', 'msTenantId', 'callingProfileId', 'usage'] as const) {
    if (places.has(needed) || given.has(needed)) continue
    messages.push(
      `Line ${line}: the column ${needed} is ` +
      `missing${needed === 'telephoneNumber' ? '' : '; add it, or give one value for all rows in the query'}.`
    )
  }
  if (messages.length > 0) throw badFile(`${messages.join(' ')} Columns are ${settings.join(', ')}.`)
  return { width: cells.length, places }
}

/** The error for a first line that names no column at all. */
function whyNoHeader (cells: readonly string[]): string {
  const [only = '', ...others] = cells.filter(name => name.trim() !== '')
  const inOneCell = others.length === 0 && only.split(/[,;\t|]/).some(name => byName.has(fold(name)))
  return inOneCell
    ? 'The whole line stands in one cell: comma, semicolon or tab must part the cells, and no quotes may stand ' +
      'around the line.'
    : 'The first line of the file must name the columns.'
}
