import { Type, type Static } from '@sinclair/typebox'
import { OrNull } from '../../schemas/value.ts'

export const NumberPast = Type.Object({
  telephoneNumber: Type.String(),
  at: Type.String({ format: 'date-time' }),
  isHeld: Type.Boolean({ description: 'Whether a tenant had it then.' }),
  msTenantId: OrNull(Type.String({ description: 'Whose it was.' })),
  facts: Type.Record(Type.String(), Type.Unknown(), {
    description:
      'What was known of it then, as far as its history tells: calling profile, usage, assignment and user, SIP ' +
      'connection, reservation …'
  }),
  rules: Type.Array(Type.Object({
    sbcId: Type.Integer(), name: Type.String(), tag: Type.String(),
    since: Type.String({ format: 'date-time', description: 'When it was put there.' })
  }), { description: 'Its rules on SBCs then.' }),
  changedAt: OrNull(Type.String({ format: 'date-time', description: 'When it last changed before that.' })),
  change: OrNull(Type.String({ description: 'How.' })),
  taskId: OrNull(Type.String({ description: 'By which task.' })),
  caller: OrNull(Type.String({ description: 'Which application asked for that.' }))
}, {
  $id: 'NumberPast', description: 'A number as it was at a moment.',
  examples: [{
    telephoneNumber: '+61395556880', at: '2026-03-01T00:00:00Z', isHeld: true,
    msTenantId: 'c1a7e2d0-1111-4a61-9b01-0000000000a1', facts: { usage: 'CallingUserAssignment' },
    rules: [{
      sbcId: 8, name: 'Southern', tag: 'Trunk=c1a7e2d0-1111-4a61-9b01-0000000000a1', since: '2026-02-16T16:18:01Z'
    }],
    changedAt: '2026-02-16T16:17:56.142792Z', change: 'uploaded',
    taskId: 'wup_d4b23bb0-3b8a-4966-a368-fef9667d019f', caller: 'a0000000-0000-4000-8000-000000000001'
  }]
})
export type NumberPast = Static<typeof NumberPast>
