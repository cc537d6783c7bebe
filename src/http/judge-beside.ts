import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify'
import { PreconditionFailed } from '../engine/enqueue.ts'
import { invalid, Problem, type FieldErrors } from '../problems.ts'
import type { UnfitRequest } from './schema-faults.ts'
import { Unread, withoutFields, type Part } from './unread.ts'

// Bad fields of one request are told together: those that the schemas refuse, and those that only a rule of the domain
// refuses. The handler of the route judges what its schemas left over; what they refused it cannot read, so that no
// rule can say anything that hangs on it.

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Judges a request as far as its task would be stored; absent where there is more to fear than a refusal. */
    judge?: RouteHandlerMethod
  }
  interface FastifyRequest {
    /** The request is refused in any case, and only asks what else is wrong: nothing of it is stored. */
    isJudgedBeside: boolean
  }
}

/** The problem of a request that is wrong in itself, with all that the domain finds wrong in the rest of it. */
export async function judgedBeside (
  unfit: UnfitRequest, request: FastifyRequest, reply: FastifyReply
): Promise<Problem> {
  const { judge } = request.routeOptions.config
  if (judge === undefined || unfit.places.some(({ part }) => part === 'headers')) return unfit
  const { params, query, body } = request
  const readable = (part: Part, value: unknown): unknown => {
    const paths = unfit.places.filter(place => place.part === part).map(({ path }) => path)
    return paths.length === 0 ? value : withoutFields(value, paths)
  }
  try {
    request.params = readable('params', params)
    request.query = readable('querystring', query)
    request.body = readable('body', body)
    request.isJudgedBeside = true
    await judge.call(request.server, request, reply)
  } catch (error) {
    if (error instanceof Problem && error.code === 'validation_failed' && error.bare === undefined) {
      return together(unfit, error.errors ?? {})
    }
    // Another problem is told when the request is right in itself.
    if (!(error instanceof Problem || error instanceof Unread || error instanceof PreconditionFailed)) {
      request.log.warn({ err: error }, 'What else is wrong with a bad request could not be judged')
    }
  } finally {
    Object.assign(request, { params, query, body, isJudgedBeside: false })
  }
  return unfit
}

function together ({ errors = {} }: UnfitRequest, more: FieldErrors): Problem {
  const all: FieldErrors = { ...errors }
  for (const [field, messages] of Object.entries(more)) all[field] = [...new Set([...all[field] ?? [], ...messages])]
  return invalid(all)
}
