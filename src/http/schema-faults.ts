import type { FastifyRequest, FastifySchemaValidationError } from 'fastify'
import { Problem, type FieldErrors } from '../problems.ts'
import type { BadPlace, Part } from './unread.ts'

/** Field errors shown at most: a body of 10,000 bad numbers must not be answered with megabytes. */
const shownAtMost = 200

const parts = ['params', 'body', 'querystring', 'headers'] as const satisfies Part[]

/** A request that is wrong in itself, whatever the records say; `places` is where. */
export class UnfitRequest extends Problem {
  readonly places: readonly BadPlace[]

  constructor (errors: FieldErrors, places: readonly BadPlace[], cause?: unknown) {
    super('validation_failed', Object.values(errors).flat().join(' '), { errors, cause })
    this.places = places
  }
}

/** What is known to be wrong with a request already; of `part` nothing else needs to be asked. */
interface Known {
  readonly part?: string | undefined
  readonly errors: FieldErrors
  readonly places: readonly BadPlace[]
  readonly cause?: unknown
}

/**
 * What the schemas of a route say against a request. The framework stops at the first part that is wrong, which is
 * given as `known`; the others are asked here, so that all bad fields are told together.
 */
export function schemaFaults (request: FastifyRequest, known: Known): UnfitRequest {
  const faults: FieldErrors = { ...known.errors }
  const places = [...known.places]
  for (const part of parts) {
    const validate = request.getValidationFunction(part)
    const value = part === 'querystring' ? request.query : request[part]
    if (part === known.part || validate === undefined || (part === 'body' && value === undefined)) continue
    if (validate(value) === true) continue
    const found = validate.errors ?? []
    places.push(...placesOf(found, part))
    for (const [field, messages] of Object.entries(fieldErrors(found, part))) {
      faults[field] = [...faults[field] ?? [], ...messages]
    }
  }
  return new UnfitRequest(faults, places, known.cause)
}

/** The same of what the framework itself found. */
export function frameworkFaults (
  request: FastifyRequest, found: FastifySchemaValidationError[], context: string | undefined, cause: unknown
): UnfitRequest {
  const part = parts.find(part => part === context)
  return schemaFaults(request, {
    part, errors: fieldErrors(found, context), places: part === undefined ? [] : placesOf(found, part), cause
  })
}

function fieldErrors (found: FastifySchemaValidationError[], context: string | undefined): FieldErrors {
  const errors: FieldErrors = {}
  for (const entry of found.slice(0, shownAtMost)) (errors[fieldOf(entry)] ??= []).push(wordingOf(entry))
  if (found.length > shownAtMost) (errors[context ?? ''] ??= []).push(`${found.length - shownAtMost} more errors.`)
  return errors
}

function placesOf (found: FastifySchemaValidationError[], part: Part): BadPlace[] {
  return found.map(entry => ({
    part, path: wayTo(entry).map(name => name.replaceAll('~1', '/').replaceAll('~0', '~'))
  }))
}

function wayTo ({ keyword, params, instancePath }: FastifySchemaValidationError): string[] {
  const missing = keyword === 'required' ? `/${String(params['missingProperty'])}` : ''
  return `${instancePath}${missing}`.split('/').filter(part => part !== '')
}

/**
 * `/phoneNumbers/3` → `phoneNumbers[3]` as a path; a field at the top as clients know it
 * (docs/wire/live-cloud.md#errors): `CallingProfile`.
 */
function fieldOf (entry: FastifySchemaValidationError): string {
  const parts = wayTo(entry)
  if (parts.length <= 1) return capitalize(parts[0] ?? '')
  return parts.reduce(
    (path, part) => /^\d+$/.test(part) ? `${path}[${part}]` : path === '' ? part : `${path}.${part}`, ''
  )
}

function wordingOf (entry: FastifySchemaValidationError): string {
  if (entry.keyword === 'required') {
    return `The ${capitalize(String(entry.params['missingProperty']))} field is required.`
  }
  if (entry.keyword === 'enum') return `The value must be one of ${JSON.stringify(entry.params['allowedValues'])}.`
  return `The value ${entry.message ?? 'is not valid'}.`
}

export function capitalize (name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
