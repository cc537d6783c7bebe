import { Type, type Static } from '@sinclair/typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Mock } from '../mock.ts'
import { verifiedClaims } from '../operator/gate.ts'
import { isGraphResource } from '../entra/resources.ts'
import { Refusal } from '../refusal.ts'

const Step = Type.Object({
  id: Type.String({ minLength: 1 }),
  method: Type.String(),
  url: Type.String({ minLength: 1 }),
  headers: Type.Optional(Type.Record(Type.String(), Type.String())),
  body: Type.Optional(Type.Unknown()),
  dependsOn: Type.Optional(Type.Array(Type.String()))
})
type Step = Static<typeof Step>
const Batch = Type.Object({ requests: Type.Array(Step, { minItems: 1 }) })

interface StepAnswer {
  id: string
  status: number
  headers: Record<string, string>
  body?: unknown
}

const mostSteps = 20

/** `$batch`: each request is answered as if it had come alone, with the token of the batch. */
export function batchRoutes (app: FastifyInstance, mock: Mock) {
  const onRequest = async (request: FastifyRequest) => {
    await verifiedClaims(mock, request, (audience) => isGraphResource(mock, audience))
  }
  app.post<{ Body: Static<typeof Batch> }>('/$batch', { onRequest, schema: { body: Batch } }, async (request) => {
    const steps = inOrder(request.body.requests)
    const answers = new Map<string, StepAnswer>()
    for (const step of steps) {
      const isBlocked = step.dependsOn?.some((id) => (answers.get(id)?.status ?? 0) >= 400) === true
      answers.set(step.id, isBlocked ? failedDependency(step) : await answerOf(app, request, step))
    }
    // They come in any order: whoever takes the first for the first learns it here.
    return { responses: [...answers.values()].reverse() }
  })
}

/** The requests, each behind those that it depends on; 400 for what is no batch. */
function inOrder (steps: Step[]): Step[] {
  const bad = (message: string) => new Refusal(400, 'BadRequest', message)
  if (steps.length > mostSteps) {
    throw bad(`Number of batch request steps exceeds the maximum value of ${mostSteps}.`)
  }
  const ids = steps.map(({ id }) => id)
  if (new Set(ids).size < ids.length) throw bad('Request ids of a batch must be unique.')
  const done = new Set<string>()
  const order: Step[] = []
  let left = steps
  while (left.length > 0) {
    const free = left.filter(({ dependsOn = [] }) => dependsOn.every((id) => done.has(id)))
    if (free.length === 0) throw bad('A batch request depends on one that is missing, or on itself.')
    for (const step of free) {
      if (step.body !== undefined && !Object.keys(step.headers ?? {}).some((name) => /^content-type$/i.test(name))) {
        throw bad(`Write request id : ${step.id} does not contain Content-Type header or body.`)
      }
      done.add(step.id)
      order.push(step)
    }
    left = left.filter(({ id }) => !done.has(id))
  }
  return order
}

async function answerOf (app: FastifyInstance, batch: FastifyRequest, step: Step): Promise<StepAnswer> {
  const root = batch.url.replace(/\/\$batch.*$/, '')
  const response = await app.inject({
    method: step.method.toUpperCase() as 'GET',
    // Microsoft's own client leaves the version in.
    url: `${root}/${step.url.replace(/^\/*(?:v1\.0\/|beta\/)?/, '')}`,
    headers: { authorization: String(batch.headers.authorization), ...step.headers },
    ...(step.body !== undefined && { payload: JSON.stringify(step.body) })
  })
  // Written with capitals, which Microsoft's own client relies on.
  const headers = Object.fromEntries(
    ['Content-Type', 'Location', 'Retry-After', 'request-id'].flatMap((name) => {
      const value = response.headers[name.toLowerCase()]
      return value === undefined ? [] : [[name, String(value)]]
    })
  )
  const body: unknown = response.payload === '' ? undefined : parsed(response.payload)
  return { id: step.id, status: response.statusCode, headers, ...(body !== undefined && { body }) }
}

function parsed (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const failedDependency = ({ id }: Step): StepAnswer => ({
  id, status: 424, headers: { 'Content-Type': 'application/json' },
  body: { error: { code: 'FailedDependency', message: 'A request that this one depends on has failed.' } }
})
