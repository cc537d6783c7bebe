import { Type, type Static } from '@sinclair/typebox'

const Throttle = Type.Object({
  requests: Type.Integer({ minimum: 0 }),
  perSeconds: Type.Number({ exclusiveMinimum: 0 }),
  retryAfter: Type.Optional(Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]))
}, { additionalProperties: false })

/** How the mock behaves until told otherwise; `POST /_mock/behaviour` merges into it. */
export const Behaviour = Type.Object({
  jobMilliseconds: Type.Number({ minimum: 0 }),
  consistencyMilliseconds: Type.Number({ minimum: 0 }),
  throttle: Type.Union([Throttle, Type.Null()]),
  stuckJobs: Type.Boolean(),
  vanishedJobs: Type.Boolean(),
  expireReleases: Type.Boolean(),
  numberErrors: Type.Record(Type.String(), Type.String()),
  honourRepeatability: Type.Boolean(),
  refuseReplays: Type.Boolean()
}, { additionalProperties: false })
export type Behaviour = Static<typeof Behaviour>

export const defaultBehaviour = (): Behaviour => ({
  jobMilliseconds: 200,
  consistencyMilliseconds: 0,
  throttle: null,
  stuckJobs: false,
  vanishedJobs: false,
  expireReleases: false,
  numberErrors: {},
  honourRepeatability: false,
  refuseReplays: false
})
