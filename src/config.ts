import { readFileSync } from 'node:fs'
import type { Static, TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { contradictions } from './settings/judge.ts'
import { unknownNames } from './settings/names.ts'
import { Environment, secretNames } from './settings/pages.ts'

export type Config = Readonly<Static<typeof Environment>>

/** All that is wrong with a configuration, one sentence each; none of them holds a secret. */
export class BadConfiguration extends Error {
  override name = 'BadConfiguration'
  readonly complaints: readonly string[]

  constructor (complaints: readonly string[]) {
    super(['The configuration is not right (docs/settings.md has every setting):', ...complaints].join('\n  '))
    this.complaints = complaints
  }
}

/**
 * Reads the environment once, and the files that it names secrets in. Throws one BadConfiguration with everything that
 * is wrong: missing, unknown, of the wrong form, or contradicting itself.
 */
export function readConfig (env: NodeJS.ProcessEnv = process.env): Config {
  const names = Object.keys(Environment.properties)
  const { given, complaints } = withFiles(env)
  complaints.push(...unknownNames(env, [...names, ...secretNames.map(fileName)]))
  const known = Object.fromEntries(names.filter(name => given[name]).map(name => [name, given[name]]))
  const candidate = Value.Convert(Environment, Value.Default(Environment, known))
  const wrong = new Set([...Value.Errors(Environment, candidate)].map(({ path }) => path.slice(1)))
  for (const [name, schema] of Object.entries(Environment.properties)) {
    if (wrong.has(name)) complaints.push(`${name}: ${given[name] ? expected(schema, given[name]) : 'is missing.'}`)
  }
  const config = wrong.size === 0 ? Value.Decode(Environment, candidate) : undefined
  if (config !== undefined) complaints.push(...contradictions(config))
  if (config === undefined || complaints.length > 0) throw new BadConfiguration(complaints)
  return Object.freeze(config)
}

const fileName = (name: string): string => `${name}_FILE`

/** The environment with the secrets that stand in files, and which of those cannot be read. */
export function withFiles (env: NodeJS.ProcessEnv): { given: NodeJS.ProcessEnv, complaints: string[] } {
  const given = { ...env }
  const complaints: string[] = []
  for (const name of secretNames) {
    const path = env[fileName(name)]
    if (!path) continue
    if (env[name]) complaints.push(`${name}: is given itself and by ${fileName(name)}; only one of them counts.`)
    try {
      given[name] = readFileSync(path, 'utf8').trim()
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
      complaints.push(`${fileName(name)}: ${path} cannot be read (${code}).`)
    }
  }
  return { given, complaints }
}

/** What a setting should be, without what it is where that is a secret. */
function expected (schema: TSchema, value: string): string {
  const but = schema['secret'] === true ? '.' : `, not ${JSON.stringify(value.slice(0, 60))}.`
  const { form, type, minimum, maximum, anyOf } = schema
  if (Array.isArray(anyOf)) return `must be one of ${anyOf.map((each: TSchema) => each['const']).join(', ')}${but}`
  if (form !== undefined) return `must be ${form}${but}`
  if (type === 'boolean') return `must be true or false${but}`
  return `must be ${type === 'integer' ? 'a whole number' : 'a number'} from ${minimum} to ${maximum}${but}`
}
