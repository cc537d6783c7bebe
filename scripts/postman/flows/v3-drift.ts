import type { Folder } from '../flow.ts'

export const driftFolders: readonly Folder[] = [
  {
    name: 'Drift',
    about: 'Where the records, Microsoft and the SBCs differ.',
    steps: [
      { operation: 'detectDrift' },
      { operation: 'listDriftReadings' },
      { operation: 'listDrift', keep: { driftNumber: "body.data[0]?.telephoneNumber ?? ''" } },
      { operation: 'countDrift' },
      { operation: 'getNumberSides', path: { telephoneNumber: '{{driftNumber}}' }, needs: 'driftNumber' }
    ]
  }
]
