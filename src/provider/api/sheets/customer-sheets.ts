import {
  actionColumn, asList, BadCell, bodyOf, cellOf, cellsOf, eachRow, listed, type Ask, type Cells, type Column,
  type SheetKind
} from './sheet.ts'
import { withoutSecrets } from '../../../sites/api/script-parameters.ts'
import type { SheetRow } from '../../schemas/bulk-load.ts'

// Documents of customers as rows of three sheets, joined by the tenant.

const tenant = 'msTenantId'

const customerColumns: readonly Column[] = [
  { name: tenant }, { name: 'customerShortName' }, { name: 'customerFullName' }, { name: 'configurationTemplate' },
  { name: 'channelId', form: 'number' }, { name: 'licenseType', form: 'number' },
  { name: 'licensedUsersCount', form: 'number' }
]
const siteColumns: readonly Column[] = [
  { name: tenant }, { name: 'siteLocationName' }, { name: 'sbcId', form: 'number' }, { name: 'ovocCustomerType' },
  { name: 'sbcOnboardingScript', form: 'number' }, { name: 'sbcCleanupScript', form: 'number' },
  { name: 'sbcOcUploadNumberScript', form: 'number' }, { name: 'sbcOcReleaseNumberScript', form: 'number' },
  { name: 'scriptParameters', form: 'json', kept: withoutSecrets }
]
const rangeColumns: readonly Column[] = [
  { name: tenant }, { name: 'startTelephoneNumber' }, { name: 'range', form: 'number' },
  { name: 'phoneNumbers', form: 'list' }, { name: 'phoneNumberRanges', form: 'list' }, { name: 'callingProfile' },
  { name: 'usageTemplate' }, { name: 'usage' }, { name: 'additionalUsages', form: 'list' },
  { name: 'capabilities', form: 'list' }, { name: 'country' }, { name: 'typeOfService' },
  { name: 'allowTenantAddressUpdate', form: 'boolean' }, { name: 'civicAddressId' }, { name: 'locationId' }
]

interface Stored { readonly msTenantId: string, readonly customerId: string | null, readonly document: Document }
interface Document {
  readonly licence?: { readonly licenseType?: number }
  readonly usersDefault?: { readonly licensedUsersCount?: number }
  readonly sites?: readonly object[]
  readonly numberRanges?: ReadonlyArray<{ readonly phoneNumberRanges?: ReadonlyArray<{ start: string, end: string }> }>
}

const stored = (ask: Ask): Promise<Stored[]> => listed(ask, '/customer-build')

function customerCells ({ msTenantId, document }: Stored): Cells {
  const { licence, usersDefault } = document
  return cellsOf(customerColumns, { ...document, ...licence, ...usersDefault, msTenantId })
}

const siteCells = ({ msTenantId, document: { sites = [] } }: Stored): Cells[] =>
  sites.map(site => cellsOf(siteColumns, { ...site, msTenantId }))

const rangeCells = ({ msTenantId, document: { numberRanges = [] } }: Stored): Cells[] =>
  numberRanges.map(range => ({
    ...cellsOf(rangeColumns, { ...range, msTenantId }),
    phoneNumberRanges: (range.phoneNumberRanges ?? []).map(({ start, end }) => `${start}..${end}`).join(' ')
  }))

/** The fields of a row but its tenant; ranges of numbers are written `start..end`. */
function partOf (columns: readonly Column[], cells: Cells): object {
  const body = bodyOf(columns, cells, name => name !== tenant && name !== 'phoneNumberRanges')
  const ranges = asList(cells['phoneNumberRanges'] ?? '').map(text => {
    const [start, end, more] = text.split('..')
    if (start === undefined || end === undefined || more !== undefined) {
      throw new BadCell(`phoneNumberRanges: ${text} is not written start..end.`)
    }
    return { start, end }
  })
  return { ...body, ...(ranges.length > 0 && { phoneNumberRanges: ranges }) }
}

function documentOf (row: SheetRow, sites: readonly SheetRow[], ranges: readonly SheetRow[]): object {
  const { licenseType, licensedUsersCount, ...rest } = bodyOf(customerColumns, row.cells)
  return {
    ...rest,
    ...(licenseType !== undefined && { licence: { licenseType } }),
    ...(licensedUsersCount !== undefined && { usersDefault: { licensedUsersCount } }),
    ...(sites.length > 0 && { sites: sites.map(({ cells }) => partOf(siteColumns, cells)) }),
    ...(ranges.length > 0 && { numberRanges: ranges.map(({ cells }) => partOf(rangeColumns, cells)) })
  }
}

const same = (columns: readonly Column[], rows: readonly Cells[], others: readonly Cells[]): boolean => {
  const text = (cells: Cells): string => JSON.stringify(columns.map(({ name }) => cellOf(cells[name]).toLowerCase()))
  return rows.length === others.length && rows.every((cells, place) => text(cells) === text(others[place] ?? {}))
}

const tenantOf = ({ cells }: SheetRow): string => (cells[tenant] ?? '').toLowerCase()

export const customers: SheetKind = {
  name: 'Customers',
  about:
    'A document for each customer, with the rows of Sites and CustomerRanges that name its tenant. action is one of ' +
    'the build actions; empty: Add, or Modify where there is a customer already.',
  columns: customerColumns,
  current: async ask => (await stored(ask)).map(customerCells),
  async read (rows, ask, all) {
    const known = new Map((await stored(ask)).map(one => [one.msTenantId.toLowerCase(), one]))
    const ofTenant = (sheet: string, id: string): SheetRow[] =>
      (all.get(sheet) ?? []).filter(row => tenantOf(row) === id)
    return eachRow(rows, row => {
      const id = tenantOf(row)
      if (id === '') throw new BadCell('msTenantId: the cell is empty.')
      const [sites, ranges] = [ofTenant('Sites', id), ofTenant('CustomerRanges', id)]
      const was = known.get(id)
      const action = row.cells[actionColumn] ?? ''
      const whole = [row, ...sites, ...ranges]
      if (action === '' && was !== undefined && same(customerColumns, [row.cells], [customerCells(was)]) &&
        same(siteColumns, sites.map(({ cells }) => cells), siteCells(was)) &&
        same(rangeColumns, ranges.map(({ cells }) => cells), rangeCells(was))) return { rows: whole, unchanged: true }
      const does = action !== '' ? action : was?.customerId == null ? 'Add' : 'Modify'
      const document = /^delete/i.test(does) ? { msTenantId: id } : documentOf(row, sites, ranges)
      return {
        rows: whole, demand: { method: 'POST', path: '/customer-build', body: { action: does, customers: [document] } }
      }
    })
  }
}

/** Rows that belong to those of Customers. */
const partSheet = (
  name: string, about: string, columns: readonly Column[], of: (one: Stored) => Cells[]
): SheetKind => ({
  name, about, columns,
  current: async ask => (await stored(ask)).flatMap(of),
  async read (rows, _ask, all) {
    const tenants = new Set((all.get('Customers') ?? []).map(tenantOf))
    return rows.filter(row => !tenants.has(tenantOf(row))).map(row => ({
      rows: [row], error: 'msTenantId: the sheet Customers has no row of this tenant.'
    }))
  }
})

export const sites = partSheet('Sites', 'SIP connections of the customers.', siteColumns, siteCells)
export const customerRanges = partSheet(
  'CustomerRanges', 'Numbers of the customers; ranges are written start..end.', rangeColumns, rangeCells
)
