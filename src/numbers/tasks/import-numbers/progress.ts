import { Type, type Static } from '@sinclair/typebox'
import type { StepContext } from '../../../upstreams/guarded/tools.ts'

// What an import is asked for, and what it remembers between its steps.

export const importInput = Type.Object({
  /** Whether one bad row keeps all others from being begun. */
  onlyIfAllValid: Type.Boolean(),
  /** Whether numbers that came from elsewhere become ours. */
  adopt: Type.Optional(Type.Boolean()),
  /** The part of the tree that the caller acts for; rows may name only tenants in it. */
  channelId: Type.Optional(Type.Integer()),
  customerId: Type.Optional(Type.String()),
  /** Why numbers are used although they are allocated to others; of the provider alone. */
  reason: Type.Optional(Type.String()),
  ticketId: Type.Optional(Type.String())
})

export const importProgress = Type.Object({
  polls: Type.Integer(),
  /** Rows that were done when the last message said so. */
  reported: Type.Integer(),
  counts: Type.Object({
    rows: Type.Integer(), pending: Type.Integer(), succeeded: Type.Integer(), unchanged: Type.Integer(),
    failed: Type.Integer(), canceled: Type.Integer()
  })
})

export type ImportInput = Static<typeof importInput>
export type ImportProgress = Static<typeof importProgress>
export type ImportContext = StepContext<ImportInput, ImportProgress>
