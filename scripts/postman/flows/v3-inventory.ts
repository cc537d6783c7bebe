import type { Folder } from '../flow.ts'

const range = { msTenantId: '{{msTenantId}}', startTelephoneNumber: '+9723976473X', range: 3 }
const set = { startTelephoneNumber: '+9723976480X', range: 3 }
const number = { telephoneNumber: '+97239764800' }
const audit = { taskId: '{{auditTaskId}}' }
const named = { name: 'A collection, block' }

export const inventoryFolders: readonly Folder[] = [
  {
    name: 'Number Ranges',
    about: 'Uploads and releases by a start number and how many.',
    steps: [
      { operation: 'uploadNumberRange', body: { ...range, callingProfile: '{{callingProfile}}' } },
      { operation: 'releaseNumberRange', body: range }
    ]
  },
  {
    name: 'Numbering Plan',
    about: 'Numbers that exist before the tables of numbering plans know them.',
    steps: [
      {
        operation: 'setNumberingOverrides',
        body: {
          overrides: [{
            country: 'AU', start: '+61699900000', end: '+61699900009', numberType: 'Geographic',
            source: 'Notice of the regulator'
          }]
        }
      },
      { operation: 'listNumberingOverrides' }
    ]
  },
  {
    name: 'Number Inventory',
    about: 'Where each number is, its state, and what people decided about it.',
    steps: [
      { operation: 'listCoolingPolicies' },
      { operation: 'setCoolingPolicies', body: { policies: [{ days: 0, maximumDays: 365 }] } },
      {
        operation: 'addInventoryNumbers',
        body: { ...set, umpCustomerGuid: '{{umpCustomerGuid}}', internalNumberType: 'OperatorConnect' }
      },
      { operation: 'listInventory', query: { numberPrefix: '+9723976480' } },
      { operation: 'getInventoryNumber', path: number },
      { operation: 'describeInventoryNumber', path: number, body: { notes: 'Written by a collection' } },
      { operation: 'describeInventoryNumbers', body: { ...set, labels: ['gold'] } },
      { operation: 'moveInventoryNumbers', body: { ...set, umpCustomerGuid: '{{umpCustomerGuid}}' } },
      { operation: 'reserveNumbers', body: { ...set, days: 30, owner: 'A collection' } },
      { operation: 'extendReservation', body: { ...set, days: 7 } },
      { operation: 'endReservation', body: set },
      { operation: 'coolNumbers', body: { ...set, days: 3, reason: 'Tried by a collection' } },
      { operation: 'endCooling', body: { ...set, reason: 'Tried by a collection' } },
      { operation: 'exportInventory', query: { numberPrefix: '+9723976480' } },
      { operation: 'auditInventory', keep: { auditTaskId: 'body.taskId' } },
      { operation: 'listInventoryFindings', path: audit },
      { operation: 'applyInventoryAudit', path: audit, body: { codes: ['wrong_type'] } },
      { operation: 'removeInventoryNumbers', body: set }
    ]
  },
  {
    name: 'Named Ranges',
    about: 'Ranges of numbers under a name: split, merged and removed without losing what they were.',
    steps: [
      {
        operation: 'addNamedRange',
        body: {
          name: 'A collection', first: '+97239766000', last: '+97239766099', umpCustomerGuid: '{{umpCustomerGuid}}'
        }
      },
      { operation: 'listNamedRanges', query: { number: '+97239766050' }, keep: { rangeId: 'body.data[0].id' } },
      { operation: 'describeNamedRange', body: { note: 'Written by a collection' } },
      { operation: 'getNamedRange' },
      {
        operation: 'splitNamedRange',
        body: { at: '+97239766050', lowerName: `${named.name} A`, upperName: `${named.name} B` }
      },
      {
        operation: 'listNamedRanges', name: 'Find the two ranges', query: named,
        keep: { lowerRangeId: 'body.data[0].id', upperRangeId: 'body.data[1].id' }
      },
      {
        operation: 'mergeNamedRanges',
        body: { rangeIds: ['{{lowerRangeId}}', '{{upperRangeId}}'], name: 'A collection' }
      },
      {
        operation: 'listNamedRanges', name: 'Find the merged range', query: { number: '+97239766050' },
        keep: { rangeId: 'body.data[0].id' }
      },
      { operation: 'removeNamedRange' }
    ]
  }
]
