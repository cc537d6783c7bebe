import { Type, type Static } from '@sinclair/typebox'
import { taskStatuses } from '../../schemas/task.ts'
import { Said } from '../../schemas/value.ts'

const Rule = Type.Object({ name: Type.String(), prefix: Type.String(), tag: Type.String() })
const rules = (description: string) => Type.Array(Rule, { description })

export const SbcChangeRules = Type.Object({
  added: rules('Rules that were not there before.'), removed: rules('Rules that were there before.')
})
export type SbcChangeRules = Static<typeof SbcChangeRules>

const listed = {
  changeId: Type.String(),
  sbcId: Type.Integer(),
  plan: Type.String(),
  at: Type.String({ format: 'date-time', description: 'Right before it was made.' }),
  taskIds: Type.Array(Type.String(), { description: 'The tasks that asked for it; their changes are made in one.' }),
  addedCount: Type.Integer(),
  removedCount: Type.Integer()
}
const listedExample = {
  changeId: '4711', sbcId: 8, plan: 'OCDialPlan', at: '2026-11-24T10:00:00.000Z',
  taskIds: ['wup_c14a0a55-fcc5-4598-b405-c978e7da1af4'], addedCount: 1, removedCount: 0
}
const rule = { name: 'ACME', prefix: '+61395556880', tag: 'Trunk=c1a7e2d0-1111-4a61-9b01-0000000000a1' }

/** One change of a dial plan of a device, as it was about to be made. */
export const SbcChange = Type.Object(listed, { $id: 'SbcChange', examples: [listedExample] })
export type SbcChange = Static<typeof SbcChange>

/** The same with its rules. */
export const SbcChangeDetails = Type.Object({ ...listed, ...SbcChangeRules.properties }, {
  $id: 'SbcChangeDetails', examples: [{ ...listedExample, added: [rule], removed: [] }]
})

const Removal = Type.Object({
  prefix: Type.String({ minLength: 1, maxLength: 100 }), tag: Type.String({ minLength: 1, maxLength: 255 })
})
const mostRules = 10_000

/** A change that is only to be planned. */
export const PlannedChange = Type.Object({
  plan: Type.Optional(Type.String({ maxLength: 40, description: 'OCDialPlan, when left out.' })),
  add: Type.Optional(Type.Array(Type.Object({
    name: Type.String({ maxLength: 255 }), ...Removal.properties
  }), { maxItems: mostRules })),
  remove: Type.Optional(Type.Array(Removal, { maxItems: mostRules })),
  changeId: Type.Optional(Type.String({
    maxLength: 18, pattern: '^\\d{1,18}$', description: 'Instead of rules: to go back to what was before this change.'
  })),
  ticketId: Type.Optional(Type.String({ maxLength: 64, description: 'Your service request.' }))
}, { $id: 'PlannedChange', examples: [{ add: [rule] }] })

const left = Type.Array(Type.Object({ prefix: Type.String(), reason: Type.String() }))

/** What a change of one plan would do to a device as it is now. */
export const ChangePlan = Type.Object({
  plan: Type.String(),
  added: rules('Rules that would come.'),
  removed: rules('Rules that would go.'),
  unchanged: Type.Integer({ description: 'Goals that hold already.' }),
  foreign: Type.Array(Type.Object({ prefix: Type.String(), reason: Type.String() }), {
    description: 'Prefixes that stand there with another tag; they are left.'
  }),
  refused: left,
  rules: Type.Optional(Type.Integer({ description: 'Rows of the plan now, where the device tells that cheaply.' })),
  rulesAfter: Type.Optional(Type.Integer({ description: 'And after the change.' })),
  rulesLeft: Type.Optional(Type.Integer({ description: 'How many more there is room for then, where that is known.' })),
  text: Type.Array(Type.String(), { description: 'What would be sent, in the language of the device, line by line.' })
})
export type ChangePlan = Static<typeof ChangePlan>

export const SbcChangePlan = Type.Object({
  taskId: Type.String(),
  status: Said(taskStatuses, { description: 'InProgress when it takes longer; the task has the plans then.' }),
  plans: Type.Array(ChangePlan)
}, {
  $id: 'SbcChangePlan',
  examples: [{
    taskId: 'sbc_pln_c14a0a55-fcc5-4598-b405-c978e7da1af4', status: 'CompletedSuccess',
    plans: [{
      plan: 'OCDialPlan', added: [rule], removed: [], unchanged: 0, foreign: [], refused: [], rules: 12, rulesAfter: 13,
      rulesLeft: 487, text: [
        'configure voip', 'sbc dial-plan 0', 'dial-plan-rule new', 'name "ACME"', 'prefix "+61395556880"',
        'tag "Trunk=c1a7e2d0-1111-4a61-9b01-0000000000a1"', 'activate', 'exit', 'exit', 'exit'
      ]
    }]
  }]
})

/** What going back came to for one plan; the list ends after a thousand. */
export const UndonePlan = Type.Object({
  plan: Type.String(), added: Type.Integer(), removed: Type.Integer(),
  /** What stands there with another tag, or was refused. */
  left
})
export type UndonePlan = Static<typeof UndonePlan>
