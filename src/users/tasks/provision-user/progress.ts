import { Type, type Static } from '@sinclair/typebox'
import { PhoneNumber } from '../../../schemas/phone-number.ts'
import type { StepContext } from '../../../upstreams/guarded/tools.ts'
import { AssignmentRequest } from './assignment.ts'

// What provisioning is asked for, and what it remembers between its steps.

export const provisionInput = Type.Object({
  msTenantId: Type.String(),
  /** Without `sip:`. */
  sipAddress: Type.String(),
  /** In Microsoft's names. */
  attributes: Type.Record(Type.String(), Type.String()),
  /** Names of policies by the field that asks for them. */
  policies: Type.Optional(Type.Record(Type.String(), Type.String())),
  number: Type.Optional(PhoneNumber),
  enterpriseVoice: Type.Optional(Type.Boolean()),
  /** Fields that were asked for, and that nobody can set through Graph. */
  notSet: Type.Array(Type.String()),
  ticketId: Type.Optional(Type.String())
})

export const provisionProgress = Type.Object({
  userId: Type.String(),
  userPrincipalName: Type.String(),
  /** Of an application: an auto attendant, a call queue. */
  isResourceAccount: Type.Boolean(),
  /** The user had the number before, and keeps it whatever becomes of the task. */
  wasTheirs: Type.Boolean(),
  hasNumber: Type.Boolean(),
  /** The policies that the user is to have, in Graph's words. */
  policies: Type.Array(Type.Object({ field: Type.String(), type: Type.String(), id: Type.String() })),
  /** Those that the user had of the same types; absent where they may not be read. */
  policiesBefore: Type.Array(Type.Object({ type: Type.String(), id: Type.String() })),
  /** Fields that ask for a policy which the connection may not give. */
  policiesNotSet: Type.Array(Type.String()),
  /** What the changed attributes were. */
  before: Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()])),
  /** How often the attributes were looked at since Microsoft accepted them; absent before. */
  attributePolls: Type.Integer(),
  /** When Microsoft accepted the policies, and how often they were looked at since. */
  policiesGiven: Type.Object({ at: Type.String(), polls: Type.Integer() }),
  /** Fields whose policy Microsoft accepted, and did not show. */
  policiesNotShown: Type.Array(Type.String()),
  giving: AssignmentRequest,
  taking: AssignmentRequest
})

export type ProvisionInput = Static<typeof provisionInput>
export type ProvisionProgress = Static<typeof provisionProgress>
export type ProvisionContext = StepContext<ProvisionInput, ProvisionProgress>
