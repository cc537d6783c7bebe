import type { FastifyReply, FastifyRequest } from 'fastify'
import { invalid, type FieldErrors } from '../problems.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What the request names and the operation does not know, in sentences; a task keeps them as warnings. */
    unknownNames: readonly string[] | undefined
  }
}

/** A name that the schema of a request does not have: where it stands, and the known name that is nearest to it. */
export interface UnknownName { readonly path: string, readonly nearest: string | undefined }

/** Names that are told of one request, each cut: a request may hold anything. */
export const toldAtMost = 20
const longestName = 60

/** Refuses a request for the names that its operation does not know. */
export function refuseUnknown (query: readonly UnknownName[], body: readonly UnknownName[]): void {
  const errors: FieldErrors = {}
  for (const [names, where] of [[query, 'query'], [body, 'body']] as const) {
    for (const name of names.slice(0, toldAtMost)) errors[shown(name.path)] = [sentence(name, where)]
  }
  if (Object.keys(errors).length > 0) throw invalid(errors)
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

/** The known name that somebody most likely meant; undefined when none is near. `known`: spelling → name. */
export function nearestName (name: string, known: ReadonlyMap<string, string>): string | undefined {
  if (name.length > longestName) return undefined
  let best: { name: string, distance: number } | undefined
  for (const [spelling, wanted] of known) {
    const isPart = Math.min(name.length, spelling.length) >= 4 && (spelling.includes(name) || name.includes(spelling))
    const distance = isPart ? 1 : distanceBetween(name, spelling)
    if (distance <= Math.max(1, Math.floor(spelling.length / 3)) && distance < (best?.distance ?? Infinity)) {
      best = { name: wanted, distance }
    }
  }
  return best?.name
}

/** How many letters must be added, left out, changed or swapped with their neighbour to make one word of the other. */
function distanceBetween (one: string, other: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, index) => index)]
  for (let row = 1; row <= one.length; row++) {
    const current = [row]
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1]
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      current.push(Math.min(
        (current[column - 1] ?? 0) + 1, (last[column] ?? 0) + 1, (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (before[column - 2] ?? Infinity) + 1 : Infinity
      ))
    }
    [before, last] = [last, current]
  }
  return last[other.length] ?? Infinity
}
