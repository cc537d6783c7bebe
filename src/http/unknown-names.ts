import type { FastifyReply, FastifyRequest } from 'fastify'
import { longestName } from '../schemas/nearest-name.ts'
import type { FieldErrors } from '../problems.ts'
import { schemaFaults } from './schema-faults.ts'
import type { BadPlace, Part } from './unread.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What the request names and the operation does not know, in sentences; a task keeps them as warnings. */
    unknownNames: readonly string[] | undefined
  }
}

/** A name that the schema of a request does not have: where it stands, and the known name that is nearest to it. */
export interface UnknownName {
  readonly path: string
  /** The path of what it stands in. */
  readonly within: string
  readonly nearest: string | undefined
}

/** Names that are told of one request, each cut: a request may hold anything. */
export const toldAtMost = 20

/** Refuses a request for the names that its operation does not know, and for all else that is wrong with it. */
export function refuseUnknown (
  request: FastifyRequest, query: readonly UnknownName[], body: readonly UnknownName[]
): void {
  const errors: FieldErrors = {}
  for (const [names, where] of [[query, 'query'], [body, 'body']] as const) {
    for (const name of names.slice(0, toldAtMost)) errors[shown(name.path)] = [sentence(name, where)]
  }
  if (Object.keys(errors).length === 0) return
  throw schemaFaults(request, { errors, places: [...meant(query, 'querystring'), ...meant(body, 'body')] })
}

/** Where the fields stand that were meant, as far as we can guess: they are not known to be absent. */
function meant (names: readonly UnknownName[], part: Part): BadPlace[] {
  return names.flatMap(({ within, nearest }) =>
    nearest === undefined ? [] : [{ part, path: [...within.split(/[.[\]]+/).filter(name => name !== ''), nearest] }])
}

/** Says in a header field, and on the task if the request makes one, which names were not looked at. */
export function warnOfUnknown (
  request: FastifyRequest, reply: FastifyReply, query: readonly UnknownName[], body: readonly UnknownName[]
): void {
  const sentences = [
    ...query.map(name => sentence(name, 'query')), ...body.map(name => sentence(name, 'body'))
  ].slice(0, toldAtMost)
  if (sentences.length === 0) return
  request.unknownNames = sentences.map(text => `${text} It was not looked at.`)
  reply.header('warning', sentences.map(text => `299 - "${text.replaceAll(/["\\]/g, "'")}"`).join(', '))
}

function sentence ({ path, nearest }: UnknownName, where: 'query' | 'body'): string {
  const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`
  return `The ${where} of this operation has no ${shown(path)}.${hint}`
}

/** Header fields hold printable ASCII only. */
function shown (path: string): string {
  return path.slice(0, longestName).replaceAll(/[^\x21-\x7e]/g, '?')
}
