import { Type, type Static } from '@sinclair/typebox'

/** What a synchronization came to, for one sort of thing. */
export const Counts = Type.Object({
  added: Type.Integer(), changed: Type.Integer(), removed: Type.Integer(), unchanged: Type.Integer(),
  ignored: Type.Optional(Type.Integer({
    description: 'Left as they are, because tasks are at work on them or the synchronization makes no such changes.'
  }))
})
export type Counts = Static<typeof Counts>
