import type { FieldErrors } from '../../problems.ts'
import type { ImportSettings } from '../schemas/number-import.ts'
import { checkPhoneNumber, normalizePhoneNumber, type E164 } from '../../schemas/phone-number.ts'
import { usageOfState } from '../../schemas/vocabulary/assignment.ts'
import { readCapability } from '../../schemas/vocabulary/usage.ts'
import { plainCell, readListCell } from '../../http/csv-cells.ts'
import type { CsvRecord } from '../../http/csv-reader.ts'
import { settings as columns, type Header, type Setting } from './number-columns.ts'
import { uuid } from '../../tenancy/api/tenant-query.ts'
import { readAddress, readCountry, readTypeOfService, readUsage } from './upload-request.ts'
import type { Numbering } from '../../schemas/numbering.ts'
import { whyNoNumber } from '../../schemas/numbering-tables.ts'

export type Cells = Partial<Record<Setting, string>>

/** A row of an import as far as it can be checked without the records; `errors` by column. */
export interface NumberRow {
  readonly line: number
  /** As it was sent, so that it can be corrected and sent again. */
  readonly cells: Cells
  readonly number: E164 | undefined
  readonly settings: ImportSettings | undefined
  readonly errors: ReadonlyArray<{ column: Setting, error: string }>
}

/** Settings remembered at most, because rows of one customer follow each other; then all are forgotten. */
const remembered = 1000

/** Longest texts that the records take; a cell of a spreadsheet can hold 32,767 characters. */
const longestCell = 500

/**
 * Invisible characters at the ends of a cell, as a web page or a chat window leaves them. Within a name they may mean
 * something.
 */
const unseenEnds = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu

/** Makes a function that reads rows one after another; `defaults` fill empty cells. */
export function rowReader (
  header: Header, defaults: Cells, numbering: Numbering
): (record: CsvRecord) => NumberRow {
  const known = new Map<string, Pick<NumberRow, 'settings' | 'errors'>>()
  return ({ line, cells: texts }) => {
    const cells: Cells = {}
    for (const [setting, place] of header.places) if ((texts[place] ?? '') !== '') cells[setting] = texts[place] ?? ''
    const misplaced = misplacedCells(texts, header)
    // Cells in the wrong columns would have errors that mislead, so that only the misplacement is reported.
    if (misplaced !== undefined) {
      return {
        line, cells: storable(cells), errors: [{ column: 'telephoneNumber', error: misplaced }], number: undefined,
        settings: undefined
      }
    }
    const usage = header.assignment === undefined ? undefined : usageOfState(texts[header.assignment] ?? '')
    const key = JSON.stringify({ ...cells, usage: cells.usage ?? usage, telephoneNumber: undefined })
    const settings = known.get(key) ?? readSettings({ ...usage !== undefined && { usage }, ...defaults, ...cells })
    if (known.size >= remembered) known.clear()
    known.set(key, settings)
    const number = readNumber(numbering, cells.telephoneNumber ?? '')
    const errors = [
      ...unstorable(cells),
      ...typeof number === 'string' ? [] : [{ column: 'telephoneNumber' as const, error: number.error }],
      ...settings.errors
    ]
    return {
      line, cells: storable(cells), errors, number: typeof number === 'string' ? number : undefined,
      settings: errors.length > 0 ? undefined : settings.settings
    }
  }
}

/** The error of a row with more cells than columns: a separator without quotes has moved all cells behind it. */
function misplacedCells (texts: readonly string[], header: Header): string | undefined {
  const place = header.places.get('telephoneNumber') ?? 0
  const halves = `${texts[place]?.trim()},${texts[place + 1]?.trim()}`
  if (/^\+?\d,\d+e\+?\d+$/i.test(halves)) return `${rounded(halves)} Its comma parts cells here, too.`
  if (texts.slice(header.width).every(text => text.trim() === '')) return undefined
  return `The row has ${texts.length} cells and the header ${header.width}. Put cells that hold the separator into ` +
    'quotes.'
}

function unstorable (cells: Cells): NumberRow['errors'] {
  const long = columns.find(column => (cells[column]?.length ?? 0) > longestCell)
  if (long !== undefined) return [{ column: long, error: `The cell holds more than ${longestCell} characters.` }]
  const odd = columns.find(column => cells[column]?.includes('\0'))
  return odd === undefined ? [] : [{ column: odd, error: 'The cell holds a NUL, which cannot be stored.' }]
}

function storable (cells: Cells): Cells {
  // PostgreSQL keeps neither a NUL nor half of a surrogate pair, which the cut may leave.
  return Object.fromEntries(
    Object.entries(cells).map((
      [column, text]
    ) => [column, text.replaceAll('\0', '').slice(0, longestCell).replace(/[\ud800-\udbff]$/, '')])
  )
}

function readNumber (numbering: Numbering, text: string): E164 | { error: string } {
  const cell = plainCell(text).trim() // once more, for an apostrophe that another program put before a formula
  if (cell === '') return { error: 'The number is missing.' }
  if (/^[+\d][\d.,]*\s*e\+?\d+$/i.test(cell)) return { error: rounded(cell) }
  if (/^\+?\d+[.,]0{1,2}$/.test(cell)) {
    return {
      error:
        `${cell} is a quantity with decimals; a spreadsheet or a script took the number for one. Format the column ` +
        'as text, and enter the number again with its +.'
    }
  }
  if (/\+\d.*\+\d/s.test(cell)) {
    return { error: `${JSON.stringify(cell.slice(0, 60))} is more than one number; each needs a row of its own.` }
  }
  if (/^#+$|^#[\p{L}/0]+[!?]?$/u.test(cell)) {
    return {
      error:
        `${cell} is what a spreadsheet shows instead of a number. Format the column as text, and enter the number ` +
        'again.'
    }
  }
  const number = numbering.toE164(cell) ?? numbering.toE164(normalizePhoneNumber(cell) ?? cell)
  if (number !== undefined) return number
  const verdict = checkPhoneNumber(normalizePhoneNumber(cell) ?? cell)
  const mend = !verdict.valid && verdict.code === 'missing-plus'
    ? ' A spreadsheet may have taken the + away: format the column as text.'
    : ''
  return { error: `${JSON.stringify(cell.slice(0, 60))} is not a valid number. ${whyNoNumber(cell)}${mend}` }
}

function rounded (cell: string): string {
  return `A spreadsheet rounded the number to ${cell}. Format the column as text, and enter the number again with ` +
    'its +.'
}

/** The settings that cells ask for, or their errors by column. */
export function readSettings (cells: Cells): Pick<NumberRow, 'settings' | 'errors'> {
  const fields: FieldErrors = {}
  // A longer text is refused; the pattern would take the square of its length in steps.
  const cell = (column: Setting): string => cells[column]?.slice(0, longestCell).replace(unseenEnds, '') ?? ''
  const needed = (column: Setting): string => {
    if (cell(column) === '') fields[column] = [`The cell ${column} is empty.`]
    return cell(column)
  }
  const msTenantId = needed('msTenantId').toLowerCase()
  if (msTenantId !== '' && !uuid.test(msTenantId)) fields['msTenantId'] = [`${msTenantId} is not a GUID.`]
  const callingProfile = needed('callingProfileId')
  const usageText = needed('usage')
  const usage = usageText === '' ? undefined : readUsage(usageText, 'Usage', fields)
  const additionalUsages = (readListCell(cell('additionalUsages')) ?? []).flatMap(text =>
    readUsage(text, 'AdditionalUsages', fields) ?? []
  )
  const country = readCountry(cell('country'), fields)
  const typeOfService = readTypeOfService(cell('typeOfService'), fields)
  const address = readAddress({ address: cell('civicAddressId'), location: cell('locationId') }, fields)
  const allowTenantAddressUpdate = readBoolean(cell('allowTenantAddressUpdate'), fields)
  const errors = columns.flatMap(column =>
    (fields[column] ?? fields[column.charAt(0).toUpperCase() + column.slice(1)] ?? []).map(error => ({ column, error }))
  )
  if (errors.length > 0 || usage === undefined) return { settings: undefined, errors }
  return {
    errors,
    settings: {
      msTenantId, callingProfile, usage,
      additionalUsages: [...new Set(additionalUsages)],
      capabilities: [
        ...new Set((readListCell(cell('capabilities')) ?? ['InboundCalling', 'OutboundCalling']).map(readCapability))
      ],
      ...(country !== undefined && { country }),
      ...(typeOfService !== undefined && { typeOfService }),
      ...address,
      ...(allowTenantAddressUpdate !== undefined && { allowTenantAddressUpdate })
    }
  }
}

/** A boolean as spreadsheets write it: in English, or as 1 and 0. */
function readBoolean (text: string, fields: FieldErrors): boolean | undefined {
  if (text === '') return undefined
  if (/^(true|yes|1)$/i.test(text)) return true
  if (/^(false|no|0)$/i.test(text)) return false
  fields['allowTenantAddressUpdate'] = [`${text} is neither true nor false.`]
  return undefined
}
