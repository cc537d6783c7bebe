import { Type } from '@sinclair/typebox'
import { listPage } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'

const OrNull = (description: string) =>
  Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()], { description })

/** One change of a number: who, when, by which task, from what to what. */
export const NumberChange = Type.Object({
  at: Type.String({ format: 'date-time' }),
  change: Type.String({
    description:
      '`uploaded`, `confirmed` by another upload that asked for something else, `assigned`, `unassigned`, ' +
      '`released`, `taken-back` when an upload was undone, `forgotten` when it had only found the number at ' +
      'Microsoft, `changed`, `discovered` and `observed` by a synchronization, `removal-status`, and others to come.'
  }),
  taskId: Type.Union([Type.String(), Type.Null()]),
  caller: Type.Union([Type.String(), Type.Null()], { description: 'The application that asked for it.' }),
  before: OrNull('What it was.'),
  after: OrNull('What it became.')
}, {
  $id: 'NumberChange',
  examples: [{
    at: '2026-02-16T16:17:56.142792Z',
    change: 'uploaded',
    taskId: 'wup_d4b23bb0-3b8a-4966-a368-fef9667d019f',
    caller: 'a0000000-0000-4000-8000-000000000001',
    before: null,
    after: {
      msTenantId: 'c1a7e2d0-1111-4a61-9b01-0000000000a1', callingProfileId: '5f3fbb3b-df9b-483d-b294-c7eb01e22aac',
      usage: 'CallingUserAssignment'
    }
  }]
})

export const NumberChangePage = listPage(ref(NumberChange), {
  $id: 'NumberChangePage', description: 'One page of the changes of a number, newest first.'
})
