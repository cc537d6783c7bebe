import type { Folder } from '../flow.ts'

const range = { msTenantId: '{{msTenantId}}', startTelephoneNumber: '+9723976473X', range: 3 }

export const inventoryFolders: readonly Folder[] = [
  {
    name: 'Number Ranges',
    about: 'Uploads and releases by a start number and how many.',
    steps: [
      { operation: 'uploadNumberRange', body: { ...range, callingProfile: '{{callingProfile}}' } },
      { operation: 'releaseNumberRange', body: range }
    ]
  }
]
