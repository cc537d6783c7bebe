import type { FieldErrors } from '../../problems.ts'
import type { Seal, SecretPlace } from '../../schemas/secret-place.ts'
import { mask } from '../schemas/site-location.ts'
import type { ScriptParameters } from '../schemas/site.ts'

/** The documented names (docs/wire/live-cloud.md#sip-connections), and how long their values may be. */
const known: Readonly<Record<string, number>> = {
  CacProfile: 40, ProxySet: 40, OnlinePstnGateway: 253, CarrierUserName: 60, CarrierUserPassword: 64,
  CarrierMailLine: 60, CarrierMainLine: 60, CarrierHostName: 253
}
const longestVariable = 200
const mostVariables = 20
const fqdn = /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/i
/** Printable ASCII: what can be written on a line of a device, whichever way it breaks lines. */
const writable = /^[\x20-\x7e]*$/

export interface ReadParameters {
  readonly parameters: ScriptParameters
  /** Customer variables by their places; an empty text takes one away. */
  readonly variables: Readonly<Record<string, string>>
  /** Undefined when none was sent. */
  readonly password: string | undefined
}

/**
 * Values for a script by their documented names, which bind without regard to case; customer variables go by their
 * place or by their name. What cannot be written to a device, or means nothing to the script, is an error of its field.
 * An empty text takes a value away. What a read shows in the place of a secret changes none, where there is one: `kept`
 * names those.
 */
export function readScriptParameters (
  given: unknown, customerVariables: readonly string[], errors: FieldErrors, kept: readonly string[] = []
): ReadParameters {
  const parameters: ScriptParameters = {}
  const variables: Record<string, string> = {}
  let password: string | undefined
  for (const [key, raw] of entriesOf(given)) {
    const name = nameOf(key, customerVariables)
    const field = `ScriptParameters.${name ?? key}`
    const value = textOf(raw)
    if (name === undefined) {
      errors[field] = [
        `${JSON.stringify(key)} is neither a documented parameter nor a customer variable of the script.`
      ]
    } else if (value === undefined) errors[field] = ['The value must be a text.']
    else if (isSecret(name) && value === mask) {
      const what = name === 'CarrierUserPassword' ? 'password' : 'value'
      if (!kept.includes(name)) errors[field] = [`${mask} stands for a ${what} where one is shown; send the ${what}.`]
    } else {
      const fault = faultOf(name, value)
      if (fault !== undefined) errors[field] = [fault]
      else if (name === 'CarrierUserPassword') password = value
      else if (isSecret(name)) variables[name] = value
      else parameters[name] = value
    }
  }
  return { parameters, variables, password }
}

/** Whatever else may stand in a variable, a customer may keep a secret in it. */
const isSecret = (name: string): boolean => name === 'CarrierUserPassword' || name.startsWith('CustomVar.')

/** As tasks and records keep them: sealed, in base64; null takes one away. */
export function sealVariables (
  variables: Readonly<Record<string, string>>, seal: Seal, place: SecretPlace
): Record<string, string | null> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) =>
    [name, value === '' ? null : seal(value, place).toString('base64')]
  ))
}

/** What may be kept in clear of the parameters of a request; the rest is masked, and so are names that mean nothing. */
export function withoutSecrets (given: unknown): Record<string, unknown> {
  return Object.fromEntries(entriesOf(given).map(([key, value]) => {
    const name = nameOf(key, [])
    return [key, name === undefined || isSecret(name) ? mask : value]
  }))
}

/** Customer variables of a script that have no value. */
export function missingVariables (
  variables: Readonly<Record<string, string | null>>, customerVariables: readonly string[]
): FieldErrors {
  return Object.fromEntries(customerVariables.flatMap((name, index) => {
    const key = `CustomVar.Variable${index + 1}`
    return (variables[key] ?? '') === ''
      ? [[`ScriptParameters.${key}`, [`The script needs a value for its customer variable ${name}.`]]]
      : []
  }))
}

function entriesOf (given: unknown): Array<[string, unknown]> {
  if (Array.isArray(given)) return given.flatMap((entry: unknown) => entriesOfItem(entry))
  return typeof given === 'object' && given !== null ? Object.entries(given) : []
}

/** `{key, value}`, `{name, value}`, or an object of its own. */
function entriesOfItem (entry: unknown): Array<[string, unknown]> {
  if (typeof entry !== 'object' || entry === null) return []
  const fields = new Map(Object.entries(entry).map(([key, value]) => [key.toLowerCase(), value as unknown]))
  const key = fields.get('key') ?? fields.get('name')
  return typeof key === 'string' && fields.has('value') ? [[key, fields.get('value')]] : Object.entries(entry)
}

function nameOf (key: string, customerVariables: readonly string[]): string | undefined {
  const folded = key.replace(/\s+/g, '').toLowerCase()
  if (folded === 'cariermailline') return 'CarrierMailLine'
  const documented = Object.keys(known).find(name => name.toLowerCase() === folded)
  if (documented !== undefined) return documented
  const place = /^customvar\.variable([1-9]\d?)$/.exec(folded)?.[1]
  if (place !== undefined) return Number(place) <= mostVariables ? `CustomVar.Variable${place}` : undefined
  const index = customerVariables.findIndex(name => name.toLowerCase() === folded)
  return index < 0 ? undefined : `CustomVar.Variable${index + 1}`
}

function textOf (raw: unknown): string | undefined {
  if (raw === null) return ''
  return typeof raw === 'string' ? raw : typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : undefined
}

function faultOf (name: string, value: string): string | undefined {
  const longest = known[name] ?? longestVariable
  if (value.length > longest) return `The value has at most ${longest} characters.`
  if (!writable.test(value)) return 'The value cannot be written to an SBC: only printable ASCII can.'
  if (name === 'OnlinePstnGateway' && value !== '' && !fqdn.test(value)) {
    return 'The value must be the FQDN of a gateway.'
  }
  return undefined
}

export function isGatewayName (text: string): boolean {
  return fqdn.test(text)
}
