import { Type, type TObject } from '@sinclair/typebox'
import { gatewayStates, trunkModels } from '../gateways/schemas/online-pstn-gateway.ts'
import { relationshipStatuses } from '../provider/schemas/relationship.ts'
import { ruleActions, ruleOutcomes } from '../sites/schemas/dial-plan.ts'
import { taskStatuses } from '../schemas/task.ts'
import { Said } from '../schemas/value.ts'
import {
  id, count, maybe, part, words, nothing, tenant, channel, caller, webhook, allocation, sync, plan, inventory,
  template, site, ofNumbers, customers, operatorGates, sbc, left, freeze,
  sbcPlans, ranges
} from './output-parts.ts'

// What `outputData` of a task holds, for each kind. The documents say so; every run of a kind in the tests is held
// against it.

const taskOutputs: Readonly<Record<string, TObject>> = {
  ...Object.fromEntries([
    'add-inventory-numbers', 'apply-inventory-audit', 'end-cooling', 'cool-numbers',
    'describe-inventory-numbers', 'end-reservation', 'extend-reservation', 'move-inventory-numbers',
    'remove-inventory-numbers', 'reserve-numbers'
  ].map(kind => [kind, inventory])),
  ...Object.fromEntries([
    'add-operator-tenant', 'change-operator-credential', 'change-operator-tenant',
    'promote-operator-credential', 'remove-operator-tenant', 'synchronize-operator-tenant',
    'test-operator-tenant'
  ].map(kind => [kind, operatorGates])),
  ...Object.fromEntries([
    'change-sbc', 'examine-sbc', 'register-sbc', 'remove-sbc', 'rotate-sbc-credentials'
  ].map(kind => [kind, sbc])),
  'add-allocation': allocation,
  'add-caller': caller,
  'add-channel': channel,
  'add-gateway': Type.Object({
    CorrelationId: id('What the request for the gateway is known by.'), Fqdn: id('Its name.'),
    TrunkModel: Said(trunkModels, { description: 'How it was asked for.' }),
    State: Said(gatewayStates, { description: 'What became of it.' }),
    LeftInTenant: Type.Optional(Type.Array(Type.Unknown(), { description: 'What could not be taken back.' }))
  }),
  'add-site': site,
  'apply-repair': Type.Object({
    ...plan, Planned: count('Differences.'), Repaired: count('Those that are gone.'), Failed: count('Those that stay.')
  }),
  'approve-repair': Type.Object(plan),
  'assign-channel': Type.Object({
    ChannelId: maybe(Type.Integer({ description: 'Whose it is now.' })),
    RemovedChannelId: Type.Optional(maybe(Type.Integer({ description: 'Whose it was.' })))
  }),
  'audit-inventory': Type.Object({
    Found: Type.Record(Type.String(), Type.Integer(), { description: 'Numbers by what was found of them.' })
  }),
  'build-customer': Type.Object({ ...tenant, Parts: Type.Array(part, { description: 'What it was built of.' }) }),
  'build-customers': customers,
  'change-caller': caller,
  'change-channel': channel,
  'change-licence': nothing,
  'change-numbers': ofNumbers('Changed'),
  'change-relationship': Type.Object({
    ...tenant, status: Type.Optional(Said(relationshipStatuses, { description: 'Our side of the consent.' })),
    comment: Type.Optional(maybe(Type.String())), lastModifiedOn: Type.Optional(Type.String())
  }),
  'change-removal-status': Type.Object({
    Moved: count('Numbers that were moved.'), Left: Type.Array(left, { description: 'Those that were not.' })
  }),
  'confirm-gateway': Type.Object({
    correlationId: id('What the request is known by.'), fqdn: id('The name of the gateway.'),
    trunkModel: Said(trunkModels, { description: 'How it was asked for.' }),
    state: Type.Optional(Said(gatewayStates, { description: 'What became of it.' }))
  }),
  'create-customer': Type.Object({ umpCustomerGuid: Type.Optional(id('The new customer.')) }),
  'create-lead': Type.Object({ LeadId: maybe(id('The new lead.')), ...tenant }),
  'create-script-template': template,
  'delete-channel': channel,
  'delete-customers': customers,
  'delete-lead': Type.Object({ LeadId: id('The lead.'), ...tenant }),
  'delete-script-template': Type.Object({ ScriptTemplateId: Type.Integer({ description: 'The template.' }) }),
  'detect-drift': Type.Object({
    Found: count('Differences.'), Appeared: count('Those that were not there before.'),
    Unread: Type.Unknown({ description: 'What could not be read, of which nothing was concluded.' })
  }),
  'edit-dial-plan': Type.Object({
    dialPlanId: id('The dial plan.'),
    rules: Type.Array(Type.Object({
      action: Said(ruleActions), name: Type.String(), prefix: Type.String(), tag: Type.String(),
      outcome: Said(ruleOutcomes), reason: maybe(Type.String())
    }), {
      description: 'What became of each rule.'
    })
  }),
  'edit-script-template': template,
  'fill-civic-addresses': Type.Object({ TenantsAsked: count('Tenants.'), TenantsFailed: count('Those that failed.') }),
  'import-numbers': Type.Object({
    RowCount: count('Rows of the file.'), SucceededCount: count('Rows whose numbers were uploaded.'),
    UnchangedCount: count('Rows whose numbers were there.'), FailedCount: count('Rows that failed.'),
    CanceledCount: count('Rows that were not begun.')
  }),
  'keep-build-template': Type.Object({
    Name: id('The template.'), Version: Type.Integer({ description: 'Its version.' })
  }),
  'keep-data-sync': sync,
  'keep-webhook': webhook,
  'load-sheets': Type.Object({
    Rows: count('Rows of the file.'), Requests: count('What was asked for, of one row or of several.'),
    Refused: Type.Record(Type.String(), Type.Unknown(), { description: 'What was refused, and why.' })
  }),
  'plan-repair': Type.Object({
    ...plan, Planned: count('Differences about which something would be done.'),
    LeftToPeople: count('Those that only people can lift.')
  }),
  'provision-user': Type.Object({
    ...tenant, SipAddress: id('Of the user.'), UserPrincipalName: maybe(Type.String()), LineURI: maybe(Type.String()),
    FieldsNotSet: words
  }),
  'pull-civic-addresses': Type.Object({
    ...tenant, CivicAddresses: count('Addresses that were read.'), Locations: count('Locations within them.')
  }),
  'release-numbers': Type.Object({
    MsReleaseJobId: maybe(id("Microsoft's last job.")), ...tenant, MsReleaseJobStatus: maybe(Type.String()),
    UmpReleaseJobStatus: Said(taskStatuses), MsReleaseJobCreatedAt: maybe(Type.String()),
    TotalNumbersCount: count('Numbers that were there.')
  }),
  'remove-allocation': allocation,
  'remove-build-template': Type.Object({ Name: id('The template.') }),
  'remove-caller': caller,
  'remove-data-sync': sync,
  'remove-webhook': webhook,
  'repair-numbers': Type.Object({ Succeeded: count('Numbers.'), Failed: count('Numbers that were not repaired.') }),
  'modify-site': site,
  'add-named-range': ranges,
  'merge-named-ranges': ranges,
  'remove-named-range': ranges,
  'split-named-range': ranges,
  'describe-named-range': Type.Object({ RangeId: Type.String({ description: 'The range.' }) }),
  'end-freeze': freeze,
  'keep-freeze': freeze,
  'plan-sbc-change': sbcPlans,
  'undo-sbc-changes': sbcPlans,
  'qualify-sbc': Type.Object({
    SbcId: Type.Integer({ description: 'The device.' }), Fit: Type.Optional(Type.Boolean()),
    Findings: Type.Array(Type.Unknown(), { description: 'What was tried, and how it went.' })
  }),
  'restore-sbc': Type.Object({
    SbcId: Type.Integer({ description: 'The device.' }),
    Plans: Type.Array(Type.Object({ plan: Type.String(), added: Type.Integer(), unchanged: Type.Integer() }), {
      description: 'What was missing of each dial plan.'
    })
  }),
  'send-events': webhook,
  'set-token-connection': Type.Object({
    Lack: Type.Optional(Type.Unknown({ description: 'What it may not do yet.' }))
  }),
  'synchronize-leads': Type.Object({
    ConsentsRead: count('Consents.'), LeadsAdded: count('New leads.'), LeadsRemoved: count('Leads that are gone.')
  }),
  'synchronize-numbers': Type.Object({
    MsTenantId: maybe(id('The tenant; null: all of them.')), NumbersAdded: count('New numbers.'),
    NumbersUpdated: count('Numbers that had changed.'), NumbersMarkedForRemoval: count('Numbers that were gone.'),
    NumbersUnchanged: count('Numbers that had not changed.'), NumbersHeldByTasks: count('Numbers that were left.'),
    NumbersOfOtherTenants: count('Numbers that others have.'), TenantsSynchronized: Type.Optional(count('Tenants.')),
    TenantsFailed: Type.Optional(Type.Array(Type.String(), { description: 'Tenants that could not be read.' }))
  }),
  'synchronize-users': Type.Object({
    ...tenant, UsersRead: count('Users.'), UsersRemoved: count('Users that are gone.'),
    Everything: Type.Boolean({ description: 'Whether all were read, and not only what had changed.' })
  }),
  'unassign-numbers': ofNumbers('Unassigned'),
  'upload-numbers': Type.Object({
    CreateTime: Type.String(), CompleteTime: Type.String(), OcUploadNumberResult: id('How it ended, in a word.'),
    WorkflowVersion: Type.Integer(), SbcIdList: Type.Array(Type.Integer(), { description: 'SBCs that have them.' }),
    MsJobWhenUpdated: Type.Optional(maybe(Type.String())), MsJobId: Type.Optional(id("Microsoft's last job.")),
    MsJobStatus: Type.Optional(maybe(Type.String()))
  }),
  'validate-tenant': Type.Object({
    ...tenant, Exists: Type.Boolean(), TenantRegion: maybe(Type.String())
  })
}

/** What kinds answer that are not named: nothing. */
export const outputOf = (kind: string): TObject => taskOutputs[kind] ?? nothing
