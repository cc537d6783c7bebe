import { Type } from '@sinclair/typebox'
import { Named } from './value.ts'

/** Every error that is not a bare string (docs/wire/live-cloud.md#bare-strings), as application/problem+json. */
export const ProblemDetails = Type.Object({
  type: Type.String({ description: 'The kind of error, as a URL; below `/problems` it leads to a page about it.' }),
  title: Type.String(),
  status: Type.Integer({ description: 'The HTTP status once more.' }),
  detail: Type.Optional(Type.String({ description: 'What was wrong with this request.' })),
  instance: Type.Optional(Type.String({ description: 'The path of the request.' })),
  errorCode: Type.Optional(Named('codes of problems', {
    description: 'Stable; branch on this. More codes will come: go by the status of what you do not know.'
  })),
  errorTicket: Type.Optional(Type.String({ description: 'Name it when you ask us about this error.' })),
  traceId: Type.String({ description: 'W3C trace id; also in our log and on the task.' }),
  errors: Type.Optional(
    Type.Record(Type.String(), Type.Array(Type.String()), { description: 'Field → what is wrong with it.' })
  )
}, {
  $id: 'ProblemDetails',
  description: 'What went wrong. Validation errors have `errors` and no `errorCode`, all others an `errorCode`.',
  examples: [{
    errors: { CallingProfile: ['Invalid CallingProfileId!'] },
    type: 'https://tools.ietf.org/html/rfc7231#section-6.5.1',
    title: 'One or more validation errors occurred.',
    status: 400,
    traceId: '00-b0da85edb231924dee2cf223620f3e60-e788e6802f612a84-00'
  }]
})
