import t from 'tap'
import { taskKinds } from '../../src/app/domains.ts'
import { prepare, runKind, startGround, whereabouts } from './run-kind.ts'

/**
 * What a task of each kind says when it is asked a second time for what is so already: that nothing was to be done, or
 * that it read or wrote anew. Kinds whose requests the door refuses the second time are asked here without the door.
 */
const again: Readonly<Record<string, string>> = {
  'build-customer': 'CompletedSuccess CustomerBuilt',
  'build-customers': 'CompletedSuccess CustomersBuilt',
  'delete-customers': 'CompletedSuccess CustomersDeleted',
  'keep-build-template': 'Failed ',
  'remove-build-template': 'CompletedSuccess BuildTemplateRemoved',
  'create-customer': 'CompletedSuccess Converted',
  'create-lead': 'CompletedSuccess LeadCreated',
  'delete-customer': 'Failed ',
  'delete-lead': 'CompletedSuccess LeadDeleted',
  'fill-civic-addresses': 'CompletedSuccess CivicAddressesRead',
  'synchronize-leads': 'CompletedSuccess LeadsSynchronized',
  'validate-tenant': 'CompletedSuccess TenantExists',
  'change-licence': 'CompletedSuccess ',
  'provision-user': 'CompletedSuccess UserUnchanged',
  'synchronize-users': 'CompletedSuccess UsersSynchronized',
  'unassign-numbers': 'CompletedSuccess NumbersUnchanged',
  'change-numbers': 'CompletedSuccess NumbersUnchanged',
  'change-removal-status': 'Failed StatusNotChanged',
  'import-numbers': 'CompletedSuccess NumbersUnchanged',
  'pull-civic-addresses': 'CompletedSuccess CivicAddressesRead',
  'release-numbers': 'CompletedSuccess NumbersUnchanged',
  'synchronize-numbers': 'CompletedSuccess NumbersSynchronized',
  'upload-numbers': 'CompletedSuccess NumbersUnchanged',
  'add-gateway': 'Failed GatewayNotAdded',
  'confirm-gateway': 'CompletedSuccess GatewayConfirmed',
  'add-site': 'Failed ',
  'create-script-template': 'CompletedSuccess ScriptTemplateCreated',
  'delete-script-template': 'CompletedSuccess ScriptTemplateDeleted',
  'delete-site': 'CompletedSuccess ',
  'edit-dial-plan': 'CompletedSuccess ',
  'edit-script-template': 'CompletedSuccess ScriptTemplateEdited',
  'modify-site': 'CompletedSuccess ',
  'read-dial-plans': 'CompletedSuccess ',
  'change-sbc': 'CompletedSuccess SbcChanged',
  'examine-sbc': 'CompletedSuccess SbcExamined',
  'register-sbc': 'CompletedSuccess SbcRegistered',
  'remove-sbc': 'CompletedSuccess SbcRemoved',
  'qualify-sbc': 'CompletedSuccess SbcQualified',
  'plan-sbc-change': 'CompletedSuccess SbcChangePlanned',
  'undo-sbc-changes': 'CompletedSuccess SbcChangesUndone',
  'keep-freeze': 'CompletedSuccess FreezeKept',
  'end-freeze': 'CompletedSuccess FreezeEnded',
  'restore-sbc': 'CompletedSuccess SbcRestored',
  'rotate-sbc-credentials': 'CompletedSuccess SbcCredentialsRotated',
  'add-caller': 'CompletedSuccess CallerRegistered',
  'change-caller': 'CompletedSuccess CallerChanged',
  'remove-caller': 'CompletedSuccess CallerRemoved',
  'keep-webhook': 'CompletedSuccess WebhookKept',
  'remove-webhook': 'CompletedSuccess WebhookRemoved',
  'send-events': 'CompletedSuccess EventsSent',
  'add-channel': 'CompletedSuccess ChannelAdded',
  'assign-channel': 'CompletedSuccess ChannelAssigned',
  'change-channel': 'CompletedSuccess ChannelChanged',
  'delete-channel': 'CompletedSuccess ChannelDeleted',
  'add-operator-tenant': 'CompletedSuccess OperatorTenantAdded',
  'change-operator-credential': 'CompletedSuccess OperatorCredentialKept',
  'change-operator-tenant': 'CompletedSuccess OperatorTenantChanged',
  'change-relationship': 'CompletedSuccess RelationshipChanged',
  'keep-data-sync': 'CompletedSuccess DataSyncKept',
  'promote-operator-credential': 'Failed ',
  'remove-data-sync': 'CompletedSuccess DataSyncRemoved',
  'remove-operator-tenant': 'CompletedSuccess OperatorTenantRemoved',
  'synchronize-operator-tenant': 'CompletedSuccess OperatorTenantSynchronized',
  'test-operator-tenant': 'CompletedSuccess OperatorTenantTested',
  'change-token-credential': 'CompletedSuccess TokenCredentialKept',
  'promote-token-credential': 'Failed ',
  'set-token-connection': 'CompletedSuccess TokenConnectionKept',
  'add-allocation': 'CompletedSuccess Allocated',
  'remove-allocation': 'CompletedSuccess AllocationRemoved',
  'add-inventory-numbers': 'CompletedSuccess InventoryUnchanged',
  'remove-inventory-numbers': 'CompletedSuccess InventoryUnchanged',
  'move-inventory-numbers': 'CompletedSuccess InventoryUnchanged',
  'describe-inventory-numbers': 'CompletedSuccess InventoryUnchanged',
  'reserve-numbers': 'CompletedSuccess InventoryUnchanged',
  'extend-reservation': 'CompletedSuccess InventoryUnchanged',
  'end-reservation': 'CompletedSuccess InventoryUnchanged',
  'cool-numbers': 'CompletedSuccess InventoryUnchanged',
  'end-cooling': 'CompletedSuccess InventoryUnchanged',
  'add-named-range': 'CompletedSuccess RangeAdded',
  'describe-named-range': 'CompletedSuccess RangeDescribed',
  'split-named-range': 'CompletedSuccess RangeSplit',
  'merge-named-ranges': 'CompletedSuccess RangesMerged',
  'remove-named-range': 'CompletedSuccess RangeRemoved',
  'keep-cooling-policy': 'CompletedSuccess CoolingPoliciesKept',
  'keep-numbering-overrides': 'CompletedSuccess NumberingOverridesKept',
  'audit-inventory': 'CompletedSuccess InventoryDiffers',
  'apply-inventory-audit': 'CompletedSuccess InventoryUnchanged',
  'detect-drift': 'CompletedSuccess DriftFound',
  'plan-repair': 'CompletedSuccess RepairPlanned',
  'approve-repair': 'CompletedSuccess PlanApproved',
  'apply-repair': 'Failed NotAllRepaired',
  'keep-brakes': 'CompletedSuccess BrakesKept',
  'load-sheets': 'CompletedSuccess RowsLoaded',
  'keep-drift-policy': 'CompletedSuccess DriftPoliciesKept',
  'repair-numbers': 'CompletedSuccess NumbersRepaired'
}

/** An edit names a row by its place, so that the same edit once more means the row that moved there. */
const meansAnother = ['edit-dial-plan']

const words = ({ status, details }: { status: string, details: unknown[] }): string => `${status} ${details.join()}`

t.test('each kind says what it found when it is asked for what is so already', async t => {
  const ground = await startGround(t)
  const tried = taskKinds.filter(kind => kind.name === (process.env['KIND'] ?? kind.name))
  for (const kind of tried) {
    await t.test(kind.name, async t => {
      const place = await prepare(ground, kind)
      t.match(await runKind(place, kind), { status: /^Completed/ }, 'the first time it does its work')
      const before = await whereabouts(place, kind)
      const second = await runKind(place, kind)
      t.equal(words(second), again[kind.name], 'the second time it says what is so')
      if (meansAnother.includes(kind.name)) return
      t.same(await whereabouts(place, kind), before, 'and changes nothing')
    })
  }
})
