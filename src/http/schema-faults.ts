import type { FastifyRequest, FastifySchemaValidationError } from 'fastify'
import type { FieldErrors } from '../problems.ts'

/** Field errors shown at most: a body of 10,000 bad numbers must not be answered with megabytes. */
const shownAtMost = 200

const parts = ['params', 'body', 'querystring', 'headers'] as const

/**
 * What the schemas of a route say against a request. The framework stops at the first part that is wrong, which is
 * given as `known`; the others are asked here, so that all bad fields are told together.
 */
export function schemaFaults (
  request: FastifyRequest, known: { part?: string | undefined, errors: FieldErrors } = { errors: {} }
): FieldErrors {
  const faults: FieldErrors = { ...known.errors }
  for (const part of parts) {
    const validate = request.getValidationFunction(part)
    const value = part === 'querystring' ? request.query : request[part]
    if (part === known.part || validate === undefined || (part === 'body' && value === undefined)) continue
    if (validate(value) === true) continue
    for (const [field, messages] of Object.entries(fieldErrors(validate.errors ?? [], part))) {
      faults[field] = [...faults[field] ?? [], ...messages]
    }
  }
  return faults
}

export function fieldErrors (found: FastifySchemaValidationError[], context: string | undefined): FieldErrors {
  const errors: FieldErrors = {}
  for (const entry of found.slice(0, shownAtMost)) (errors[fieldOf(entry)] ??= []).push(wordingOf(entry))
  if (found.length > shownAtMost) (errors[context ?? ''] ??= []).push(`${found.length - shownAtMost} more errors.`)
  return errors
}

/**
 * `/phoneNumbers/3` → `phoneNumbers[3]` as a path; a field at the top as clients know it
 * (docs/wire/live-cloud.md#errors): `CallingProfile`.
 */
function fieldOf (entry: FastifySchemaValidationError): string {
  const missing = entry.keyword === 'required' ? `/${String(entry.params['missingProperty'])}` : ''
  const parts = `${entry.instancePath}${missing}`.split('/').filter(part => part !== '')
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
