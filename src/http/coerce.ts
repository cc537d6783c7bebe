import type { TSchema } from '@sinclair/typebox'
import { nearestName } from '../schemas/nearest-name.ts'
import { toldAtMost, type UnknownName } from './unknown-names.ts'

// Live Cloud takes names in any case, and numbers as texts (docs/wire/live-cloud.md#binding). So do we, by the
// schema of the route.

interface Shape {
  type?: string | readonly string[]
  enum?: readonly string[]
  properties?: Record<string, Shape>
  items?: Shape
  required?: string[]
  anyOf?: Shape[]
  'x-aliases'?: string[]
  'x-listed'?: boolean
  'x-bare'?: string
  'x-shown'?: readonly string[]
}

/**
 * A function that brings a value into the form of its schema, as far as that is spelling; it validates nothing. Names
 * that the schema does not know are left out, and added to `unknown`, save those that a read of the same shows and
 * nobody can write (`x-shown`).
 */
export function coercionOf (schema: TSchema | undefined): (value: unknown, unknown?: UnknownName[]) => unknown {
  if (schema === undefined) return value => value
  const plan = planFor(schema as Shape)
  return (value, unknown) => plan(value, { path: '', unknown })
}

/** Where a value stands in its request, and the list of what is unknown there. */
interface Place { readonly path: string, readonly unknown: UnknownName[] | undefined }

type Plan = (value: unknown, place: Place) => unknown

function planFor (schema: Shape): Plan {
  const single = planForOne(schema)
  if (schema['x-listed'] !== true) return single
  return (value, place) =>
    single(value === null || value === undefined || Array.isArray(value) ? value : [value], place)
}

function planForOne (schema: Shape): Plan {
  if (schema.enum !== undefined) return wordPlan(schema.enum)
  switch (schema.type) {
    case 'object': return schema.properties === undefined ? value => value : objectPlan(schema)
    case 'array': return arrayPlan(schema)
    case 'integer':
    case 'number':
      return value => typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value
    case 'string':
      return readText
    case 'boolean':
      return value => typeof value === 'string' ? readBoolean(value) : value
    default:
      return mayBeText(schema) ? readText : value => value
  }
}

/** A text or nothing. Where a number may stand too, it stays one. */
function mayBeText ({ type = [] }: Shape): boolean {
  return type.includes('string') && !type.includes('number') && !type.includes('integer')
}

/** A number in the place of a text, as long as JavaScript has all its digits. */
function readText (value: unknown): unknown {
  return Number.isSafeInteger(value) || (typeof value === 'number' && value % 1 !== 0) ? String(value) : value
}

function readBoolean (text: string): unknown {
  const word = text.trim().toLowerCase()
  return word === 'true' ? true : word === 'false' ? false : text
}

/**
 * One of a few words in any case, and with the blanks that tables give it (docs/wire/live-cloud.md#binding):
 * `Completed Success`.
 */
function wordPlan (words: readonly string[]): Plan {
  const known = new Map(words.map(word => [fold(word), word]))
  return value => typeof value === 'string' ? known.get(fold(value)) ?? value : value
}

function arrayPlan (schema: Shape): Plan {
  if (schema.items === undefined) return value => value
  if (schema.items.type === 'string') {
    // Nothing to respell in 10,000 numbers.
    return value =>
      Array.isArray(value) && value.some(entry => typeof entry === 'number') ? value.map(readText) : value
  }
  const item = planFor(schema.items)
  return (value, { path, unknown }) =>
    Array.isArray(value) ? value.map((entry, index) => item(entry, { path: `${path}[${index}]`, unknown })) : value
}

function objectPlan (schema: Shape): Plan {
  const fields = new Map<string, { name: string, plan: Plan, keepsNull: boolean }>()
  const shown = new Set(schema['x-shown']?.map(fold))
  const names = (): Map<string, string> => new Map([...fields].map(([spelling, { name }]) => [spelling, name]))
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const keepsNull = schema.required?.includes(name) === true || property.type?.includes('null') === true
    const field = { name, plan: planFor(property), keepsNull }
    for (const spelling of [name, ...property['x-aliases'] ?? []]) fields.set(fold(spelling), field)
  }
  const bare = schema['x-bare']
  return (given, { path, unknown }) => {
    const value = bare !== undefined && Array.isArray(given) ? { [bare]: given as unknown[] } : given
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    const bound: Record<string, unknown> = {}
    for (const [name, entry] of Object.entries(value)) {
      const field = fields.get(fold(name))
      if (field === undefined) {
        if (shown.has(fold(name))) continue
        const isTold = unknown !== undefined && unknown.length < toldAtMost
        if (isTold) {
          unknown.push({ path: within(path, name), within: path, nearest: nearestName(fold(name), names()) })
        }
        continue
      }
      // Clients generated from documents send null for what they leave out; where null has a meaning, it stays.
      if (entry === null && !field.keepsNull) continue
      const already = bound[field.name]
      const value = field.plan(entry, { path: within(path, field.name), unknown })
      // A list may come under two of its names; neither half may be lost.
      bound[field.name] = Array.isArray(already) && Array.isArray(value) ? [...already, ...value] : value
    }
    return bound
  }
}

const within = (path: string, name: string): string => path === '' ? name : `${path}.${name}`

/** Case, and the blanks of labels such as `Page Number`, make no difference. */
function fold (name: string): string {
  return name.toLowerCase().replace(/\s+/g, '')
}
