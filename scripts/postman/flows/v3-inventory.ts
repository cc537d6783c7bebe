import type { Folder } from '../flow.ts'

const range = { msTenantId: '{{msTenantId}}', startTelephoneNumber: '+9723976473X', range: 3 }
const set = { startTelephoneNumber: '+9723976480X', range: 3 }
const number = { telephoneNumber: '+97239764800' }
const audit = { taskId: '{{auditTaskId}}' }

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
  }
]
