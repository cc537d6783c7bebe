import { Type, type TObject, type TSchema } from '@sinclair/typebox'
import { buildActions } from '../builds/schemas/document.ts'
import { taskStatuses } from '../schemas/task.ts'
import { Named, Said } from '../schemas/value.ts'

// What outputs of several kinds have in common.

export const id = (what: string): TSchema => Type.String({ description: what })
export const count = (what: string): TSchema => Type.Integer({ description: what })
export const maybe = (schema: TSchema): TSchema => Type.Union([schema, Type.Null()])
export const part = Type.Object({
  key: Type.String(), kind: Named('kinds of tasks'), taskId: Type.String(), status: Said(taskStatuses),
  reason: maybe(Type.String())
}, { description: 'A task that was made as a part of this one, and how it ended.' })
export const words = Type.Array(Type.String())

export const nothing = Type.Object({})
export const tenant = { MsTenantId: id('The Microsoft tenant.') }
export const channel = Type.Object({
  ChannelId: maybe(Type.Integer({ description: 'The channel; null when there is none.' }))
})
export const caller = Type.Object({ CallerId: Type.Optional(id('The registration of the application.')) })
export const webhook = Type.Object({ WebhookId: id('The webhook.') })
export const allocation = Type.Object({ AllocationId: Type.Optional(id('The allocation.')) })
export const sync = Type.Object({ SyncId: id('The data sync.') })
const operatorTenant = { OperatorTenantId: id('The Operator Connect tenant.') }
export const plan = { PlanId: id('The plan.') }
export const inventory = Type.Object({
  Succeeded: count('Numbers that were changed.'), Unchanged: count('Numbers that were so already.'),
  Failed: count('Numbers that were not changed.')
})
export const template = Type.Object({
  ScriptTemplate: Type.Optional(Type.Object({}, { description: 'The template as it is now.' })),
  CleanupScriptName: Type.Optional(maybe(Type.String()))
})
export const site = Type.Object({ siteGuid: Type.Optional(id('The SIP connection.')) })
export const ofNumbers = (done: string): TObject => Type.Object({
  ...tenant, [`Numbers${done}`]: count('Numbers that were changed.'),
  NumbersUnchanged: count('Numbers that were so already.'), NumbersFailed: count('Numbers that were not changed.'),
  TotalNumbersCount: count('Numbers of the request.')
})
export const customers = Type.Object({
  Action: Said(buildActions, { description: 'What was asked for.' }),
  Customers: Type.Array(part, { description: 'One task for each customer.' })
})
export const operatorGates = Type.Object({
  ...operatorTenant,
  Gates: Type.Optional(Type.Array(Type.Object({}), { description: 'What was tried, and how it went.' })),
  Counts: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: 'What was read, by model type.' })),
  SyncId: Type.Optional(id('The data sync that asked for it.')), DryRun: Type.Optional(Type.Boolean()),
  TenantsFailed: Type.Optional(Type.Array(Type.Unknown(), { description: 'What could not be read.' }))
})

export const sbc = Type.Object({
  SbcId: Type.Integer({ description: 'The device.' }),
  Usable: Type.Optional(Type.Boolean({ description: 'Whether it can be programmed.' })),
  Findings: Type.Optional(Type.Array(Type.Object({}), { description: 'What was looked at, and how it was.' }))
})

/** A number that stays as it is, and the status that it has. */
export const left = Type.Object({ number: Type.String(), status: maybe(Type.Integer()) })

export const freeze = Type.Object({ FreezeId: id('The freeze.') })

export const sbcPlans = Type.Object({
  SbcId: Type.Integer({ description: 'The device.' }), ChangeId: Type.Optional(Type.Unknown()),
  Plans: Type.Array(Type.Unknown(), { description: 'What differs in each dial plan.' })
})
export const ranges = Type.Object({
  Ended: Type.Array(Type.String(), { description: 'Ranges that ended.' }),
  Begun: Type.Array(Type.String(), { description: 'Ranges that began, by their numbers.' })
})
