import { customerRanges, customers, sites } from './customer-sheets.ts'
import { inventory } from './inventory-sheet.ts'
import { resourceSheet } from './resource-sheet.ts'
import { setSheet } from './set-sheet.ts'
import { bodyOf, eachRow, type Column, type SheetKind } from './sheet.ts'

const operatorTenants = resourceSheet({
  name: 'OperatorTenants', about: 'Where the provider is an operator at Microsoft. Secrets are never exported.',
  key: 'tenantId', list: '/operator-connect/tenants',
  columns: [
    { name: 'tenantId' }, { name: 'name' }, { name: 'description' }, { name: 'clientId' }, { name: 'version' },
    { name: 'cloud' }, { name: 'httpProxy' }, { name: 'httpsProxy' }, { name: 'syncMsOperatorConnect', form: 'boolean' }
  ],
  change: (id, body) => [{ method: 'PATCH', path: `/operator-connect/tenants/${id}`, body }],
  remove: id => ({ method: 'DELETE', path: `/operator-connect/tenants/${id}` })
})

const dataSyncs = resourceSheet({
  name: 'DataSyncs', about: 'What is read from Operator Connect tenants, and when. A new one has no syncId.',
  key: 'syncId', list: '/operator-connect/syncs',
  columns: [
    { name: 'syncId', mode: 'shown' }, { name: 'operatorTenantId' }, { name: 'name' }, { name: 'description' },
    { name: 'syncType' }, { name: 'modelTypes', form: 'list' }, { name: 'tenantIds', form: 'list' },
    { name: 'numberPrefixes', form: 'list' }, { name: 'adds', form: 'boolean' }, { name: 'changes', form: 'boolean' },
    { name: 'removes', form: 'boolean' }, { name: 'removalMax', form: 'number' },
    { name: 'removalPercentMax', form: 'number' }, { name: 'schedule' }, { name: 'timeZone' }
  ],
  create: body => ({ method: 'POST', path: '/operator-connect/syncs', body }),
  change: (id, body) => [{ method: 'PATCH', path: `/operator-connect/syncs/${id}`, body }],
  remove: id => ({ method: 'DELETE', path: `/operator-connect/syncs/${id}` })
})

const consents = resourceSheet({
  name: 'Consents', about: 'Our side of the consents of tenants; only relationshipStatus and comment can be changed.',
  key: 'tenantId', list: '/operator-connect/consents',
  columns: [
    { name: 'tenantId' }, { name: 'companyName', mode: 'shown' }, { name: 'latestConsentStatus', mode: 'shown' },
    { name: 'relationshipStatus' }, { name: 'comment' }
  ],
  change: (id, _body, cells) => [{
    method: 'PATCH', path: `/operator-connect/consents/${id}/relationship`,
    body: {
      relationshipStatus: cells['relationshipStatus'], ...(cells['comment'] && { reason: cells['comment'] })
    }
  }]
})

const coolingPolicies = setSheet({
  name: 'CoolingPolicies', about: 'How long released numbers are kept from use; * for all others.',
  keys: ['country', 'numberType'], path: '/inventory/cooling-policies',
  columns: [
    { name: 'country' }, { name: 'numberType' }, { name: 'days', form: 'number' },
    { name: 'maximumDays', form: 'number' }
  ],
  demand: policies => ({ method: 'PUT', path: '/inventory/cooling-policies', body: { policies } })
})

const numberingOverrides = setSheet({
  name: 'NumberingOverrides', about: 'Numbers that exist before the tables of numbering plans know them.',
  keys: ['start', 'end', 'validFrom'], path: '/numbering-plan/overrides',
  entries: 'overrides',
  columns: [
    { name: 'country' }, { name: 'start' }, { name: 'end' }, { name: 'numberType' }, { name: 'source' },
    { name: 'note' }, { name: 'validFrom' }, { name: 'validTo' }, { name: 'needless', mode: 'shown' }
  ],
  demand: overrides => ({ method: 'PUT', path: '/numbering-plan/overrides', body: { overrides } })
})

const place: readonly Column[] = [
  { name: 'msTenantId' }, { name: 'umpCustomerGuid' }, { name: 'siteGuid' }, { name: 'startTelephoneNumber' },
  { name: 'range', form: 'number' }
]

/** A sheet whose every row is a request; there is nothing to export. */
const requestSheet = (name: string, about: string, path: string, columns: readonly Column[]): SheetKind => ({
  name, about, columns,
  read: async rows => eachRow(rows, row => ({
    rows: [row], demand: { method: 'POST', path, body: bodyOf(columns, row.cells) }
  }))
})

const uploadRanges = requestSheet(
  'UploadRanges', 'Numbers to be uploaded.', '/operator-connect/number-ranges/action/upload', [
    ...place, { name: 'callingProfile' }, { name: 'usage', form: 'list' }, { name: 'typeOfService' },
    { name: 'country' }, { name: 'civicAddressId' }, { name: 'locationId' },
    { name: 'allowTenantAddressUpdate', form: 'boolean' }, { name: 'productContext' },
    { name: 'adopt', form: 'boolean' }, { name: 'reason' }
  ])

const releaseRanges = requestSheet(
  'ReleaseRanges', 'Numbers to be released.', '/operator-connect/number-ranges/action/release', [
    ...place, { name: 'removeFromOperatorConnect', form: 'boolean' }, { name: 'productContext' }
  ])

/** All sheets, in the order in which their requests are made: left to right. */
export const sheets: readonly SheetKind[] = [
  operatorTenants, dataSyncs, consents, coolingPolicies, numberingOverrides, customers, sites, customerRanges,
  uploadRanges, inventory, releaseRanges
]
