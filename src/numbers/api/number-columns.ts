import { badFile } from '../../http/bad-file.ts'
import { folded } from '../../schemas/vocabulary/spelling.ts'

/** The columns of every file of numbers that say what to do; exports, imports and results have them in this order. */
export const settings = [
  'telephoneNumber', 'msTenantId', 'callingProfileId', 'usage', 'additionalUsages', 'capabilities', 'country',
  'typeOfService', 'civicAddressId', 'locationId', 'allowTenantAddressUpdate'
] as const
export type Setting = typeof settings[number]

/** What an export adds, and what the result of an import adds; an import takes no notice of either. */
export const facts = [
  'source', 'assignmentStatus', 'status', 'acquiredOn', 'customer', 'sbcs', 'microsoftJobId', 'addressInWords',
  'locationInWords', 'inventoryStatus', 'site', 'labels', 'notes'
] as const
export const results = ['line', 'result', 'errorColumn', 'errorCode', 'error', 'taskId'] as const

/** Other names that people give to columns, as `fold` spells them. */
const aliases: Readonly<Record<string, Setting>> = {
  number: 'telephoneNumber', numbers: 'telephoneNumber', phonenumber: 'telephoneNumber',
  phonenumbers: 'telephoneNumber', telephonenumbers: 'telephoneNumber', tenantid: 'msTenantId', tenant: 'msTenantId',
  callingprofile: 'callingProfileId', additionalusage: 'additionalUsages', capability: 'capabilities',
  countrycode: 'country', isocountrycode: 'country', address: 'civicAddressId', civicaddress: 'civicAddressId',
  emergencyaddress: 'civicAddressId', location: 'locationId', countrynameabbreviation: 'country',
  countryabbreviation: 'country'
}

/**
 * What the screen of numbers of Live Cloud calls its other columns (docs/wire/live-cloud.md#number-records), so that
 * what people copy from there is understood.
 */
const screenColumns: Readonly<Record<string, string>> = {
  customername: 'customer', servicefullname: 'customer', ocsipconnection: 'sbcs', jobid: 'microsoftJobId',
  msjobid: 'microsoftJobId', assignment: 'assignmentStatus', acquireddate: 'acquiredOn', releasednumber: 'status'
}

const byName = new Map<string, Setting | undefined>([
  ...settings.map(name => [folded(name), name] as const), ...Object.entries(aliases),
  ...[...facts, ...results].map(name => [folded(name), undefined] as const),
  ...Object.keys(screenColumns).map(name => [name, undefined] as const)
])

/** Unknown columns that an error names, each cut: the first line of a file without a header may be anything. */
const namedAtMost = 5
const longestName = 60

export interface Header {
  /** How many cells a full row has. */
  readonly width: number
  readonly places: ReadonlyMap<Setting, number>
  /** The column that says who has a number, in a file without usages. */
  readonly assignment: number | undefined
}

/** Reads which setting each column has. Throws a Problem that names unknown, doubled and missing columns. */
export function readHeader (cells: readonly string[], line: number, given: ReadonlySet<Setting>): Header {
  const places = new Map<Setting, number>()
  const unknown: string[] = []
  const wrong: string[] = []
  let assignment: number | undefined
  for (const [place, name] of cells.entries()) {
    if (name.trim() === '') continue
    const setting = byName.get(folded(name))
    if (setting === undefined && !byName.has(folded(name))) unknown.push(JSON.stringify(name.slice(0, longestName)))
    else if (setting === undefined) assignment = isAssignment(name) ? place : assignment
    else if (places.has(setting)) wrong.push(`Line ${line}: the column ${setting} is there twice.`)
    else places.set(setting, place)
  }
  const strange = unknown.slice(0, namedAtMost).map(name => `Line ${line}: ${name} is not a known column.`)
  if (unknown.length > namedAtMost) strange.push(`And ${unknown.length - namedAtMost} more are not known.`)
  if (places.size === 0 && unknown.length > 0) throw refusal([...strange, whyNoHeader(cells)])
  const messages = [...strange, ...wrong.slice(0, namedAtMost), ...missingColumns(line, given, places, assignment)]
  if (messages.length > 0) throw refusal(messages)
  return { width: cells.length, places, assignment }
}

/** The header of a file that begins with a number: a list of numbers, and nothing else in its lines. */
export function headerOfNumbers (
  cells: readonly string[], line: number, given: ReadonlySet<Setting>
): Header | undefined {
  const [only, ...others] = cells.filter(cell => cell.trim() !== '')
  if (only === undefined || others.length > 0 || !/^\P{L}*\d\P{L}*$/u.test(only)) return undefined
  const places = new Map([['telephoneNumber', cells.indexOf(only)] as const])
  const messages = missingColumns(line, given, places, undefined)
  if (messages.length > 0) throw refusal(['The file is a list of numbers.', ...messages])
  return { width: cells.length, places, assignment: undefined }
}

function missingColumns (
  line: number, given: ReadonlySet<Setting>, places: ReadonlyMap<Setting, number>, assignment: number | undefined
): string[] {
  return (['telephoneNumber', 'msTenantId', 'callingProfileId', 'usage'] as const).filter(needed =>
    !places.has(needed) && !given.has(needed) && (needed !== 'usage' || assignment === undefined)
  ).map(needed =>
    `Line ${line}: the column ${needed} is ` +
    `missing${needed === 'telephoneNumber' ? '' : '; add it, or give one value for all rows in the query'}.`
  )
}

function isAssignment (name: string): boolean {
  return (screenColumns[folded(name)] ?? name) === 'assignmentStatus' || folded(name) === 'assignmentstatus'
}

function refusal (messages: readonly string[]): ReturnType<typeof badFile> {
  return badFile(`${messages.join(' ')} Columns are ${settings.join(', ')}.`)
}

/** The error for a first line that names no column at all. */
function whyNoHeader (cells: readonly string[]): string {
  const [only = '', ...others] = cells.filter(name => name.trim() !== '')
  const inOneCell = others.length === 0 && only.split(/[,;\t|]/).some(name => byName.has(folded(name)))
  return inOneCell
    ? 'The whole line stands in one cell: comma, semicolon or tab must part the cells, and no quotes may stand ' +
      'around the line.'
    : 'The first line of the file must name the columns.'
}
