import { Type, type Static } from '@sinclair/typebox'
import { ItemCounts } from '../../../numbers/tasks/item-results.ts'
import type { StepContext } from '../../../upstreams/guarded/tools.ts'
import { Wave } from './wave.ts'

// What unassigning is asked for, and what it remembers between its steps.

export const unassignInput = Type.Object({
  msTenantId: Type.String(), ticketId: Type.Optional(Type.String()), duplicates: Type.Array(Type.String())
})

export const unassignProgress = Type.Object({
  wave: Wave, polls: Type.Integer(), confirmPolls: Type.Integer(), counts: ItemCounts
})

export type UnassignInput = Static<typeof unassignInput>
export type UnassignProgress = Static<typeof unassignProgress>
export type UnassignContext = StepContext<UnassignInput, UnassignProgress>
