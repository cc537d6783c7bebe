import { Type, type Static } from '@sinclair/typebox'

const Throttle = Type.Object({
  requests: Type.Integer({ minimum: 0 }),
  perSeconds: Type.Number({ exclusiveMinimum: 0 }),
  retryAfter: Type.Optional(Type.Union([Type.Integer({ minimum: 0 }), Type.Null()])),
  /** How `Retry-After` is written: whole seconds, seconds with a fraction, or an HTTP date. */
  form: Type.Optional(Type.Union([Type.Literal('seconds'), Type.Literal('fraction'), Type.Literal('date')]))
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
  /** Items of a page at most, whatever was asked for. */
  pageSize: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
  /** Whether a page names the next one; without, only an empty page is the end. */
  nextLinks: Type.Boolean(),
  /** What statuses of jobs and of their numbers are called instead. */
  words: Type.Record(Type.String(), Type.String()),
  integerCodes: Type.Boolean(),
  gzip: Type.Boolean(),
  /** All that is legal and unkind at once. */
  hostile: Type.Boolean(),
  /** Everything that is asked for is answered as done, and nothing is. */
  deaf: Type.Boolean(),
  refuseReplays: Type.Boolean(),
  /** Claims, as JSON, that a token must have been asked for with; others are challenged. */
  challenge: Type.Union([Type.String(), Type.Null()])
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
  pageSize: null,
  nextLinks: true,
  words: {},
  integerCodes: false,
  gzip: false,
  hostile: false,
  deaf: false,
  refuseReplays: false,
  challenge: null
})

const hostileWords: Record<string, string> = {
  Success: 'SUCCEEDED', PartialSuccess: 'partialSuccess', Complete: 'completed', Error: 'Failure', Failed: 'error',
  Pending: 'notStarted', InProgress: 'running'
}

/** What a status is called at this moment. */
export const spelled = ({ words, hostile }: Behaviour, status: string) =>
  words[status] ?? (hostile ? hostileWords[status] : undefined) ?? status

/** Items that a page holds at most. */
export const mostItems = ({ pageSize, hostile }: Behaviour, asked: number) =>
  Math.min(asked, pageSize ?? (hostile ? 7 : asked))

// Nobody knows Microsoft's numbers for them, save that they are integers.
const integers: Record<string, number> = { TelephoneNumberNotFound: 3042 }

/** The code of a number in a job: a word or, on request, an integer. */
export const codeOf = ({ integerCodes, hostile }: Behaviour, code: string | undefined) =>
  code !== undefined && (integerCodes || hostile) ? integers[code] ?? code : code
