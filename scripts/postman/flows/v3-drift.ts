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
      { operation: 'listDriftPolicies' },
      { operation: 'setDriftPolicies', body: { policies: [{ class: 'sbc_only', mode: 'approve', hourlyMax: 100 }] } },
      { operation: 'planRepair', body: { classes: ['sbc_only'] }, keep: { planId: 'body.taskId' } },
      {
        operation: 'getRepairPlan', path: plan, keep: { planToApprove: "body.needsApproval ? body.planId : ''" }
      },
      { operation: 'listRepairItems', path: plan },
      { operation: 'approveRepair', path: { planId: '{{planToApprove}}' }, body: {}, needs: 'planToApprove' },
      { operation: 'applyRepair', path: plan, body: {} }
    ]
  }
]
