import type { Folder } from '../flow.ts'

const plan = { planId: '{{planId}}' }

export const driftFolders: readonly Folder[] = [
  {
    name: 'Drift',
    about: 'Where the records, Microsoft and the SBCs differ.',
    steps: [
      { operation: 'detectDrift' },
      { operation: 'listDriftReadings' },
      { operation: 'listDrift', keep: { driftNumber: "body.data[0]?.telephoneNumber ?? ''" } },
      { operation: 'countDrift' },
      { operation: 'getNumberSides', path: { telephoneNumber: '{{driftNumber}}' }, needs: 'driftNumber' },
      {
        operation: 'getNumberAvailability', path: { phonenumber: '+97239764801' },
        query: { msTenantId: '{{msTenantId}}' }
      },
      { operation: 'listNumberBlocks', query: { numberPrefix: '+972' } },
      { operation: 'listFreeBlocks', query: { size: '3' } },
      { operation: 'exportNumberHistory', query: { from: '2026-01-01' } },
      { operation: 'getNumberPast', path: { phonenumber: '+97239764731' } },
      { operation: 'listDriftPolicies' },
      { operation: 'setDriftPolicies', body: { policies: [{ class: 'sbc_only', mode: 'approve', hourlyMax: 100 }] } },
      { operation: 'planRepair', body: { classes: ['sbc_only'] }, keep: { planId: 'body.taskId' } },
      { operation: 'getRepairPlan', path: plan },
      { operation: 'listRepairItems', path: plan },
      { operation: 'approveRepair', path: plan, body: {} },
      { operation: 'applyRepair', path: plan, body: {} }
    ]
  }
]
