import type { ReachedRecords } from '../../database/reach.ts'
import { templateOf } from '../records/script-templates.ts'
import { invalid, Problem } from '../../problems.ts'
import { builtInTemplates, type StoredTemplate } from '../schemas/built-in-templates.ts'
import type { ScriptTemplateBody } from '../schemas/script-template.ts'
import { scriptTypes } from '../tasks/script-template.ts'
import { faultsOfTemplate, type TemplateChange } from '../tasks/template-rules.ts'

export function readType (given: number | string): number {
  const words = ['numbers', 'onboarding', 'cleanup']
  const type = typeof given === 'number'
    ? given
    : /^\d$/.test(given)
      ? Number(given)
      : words.indexOf(given.trim().toLowerCase())
  if (!(type in words)) {
    throw invalid({
      ScriptType: ['The value must be 0 (Numbers), 1 (Onboarding) or 2 (Cleanup); M365 is not configured by scripts.']
    })
  }
  return type
}

/** The types of templates that a filter means: a group in the words of Live Cloud, or one as templates show it. */
export function typesMeant (text: string): readonly number[] {
  const { numbers, onboarding, cleanup, m365Onboarding, m365Cleanup } = scriptTypes
  const groups = new Map<string, readonly number[]>([
    ['sbc', [numbers, onboarding, cleanup]], ['m365', [m365Onboarding, m365Cleanup]]
  ])
  const all = Object.values(scriptTypes)
  const wanted = text.trim().toLowerCase()
  if (wanted === '' || wanted === 'any') return all
  const types = groups.get(wanted) ?? all.filter(type => String(type) === wanted)
  if (types.length === 0) throw invalid({ ScriptType: ['The value must be Any, SBC, M365, or a type from 0 to 4.'] })
  return types
}

/** Values to render a script with, which a device would take. */
export function readValues (given: object | undefined): Record<string, string> {
  const values = Object.fromEntries(
    Object.entries(given ?? {}).flatMap(([name, value]) => typeof value === 'string' ? [[name, value]] : [])
  )
  const unwritable = Object.keys(values).filter(name => !/^[\x20-\x7e]*$/.test(values[name] ?? ''))
  if (unwritable.length === 0) return values
  throw invalid(
    Object.fromEntries(
      unwritable.map(name => [`values.${name}`, ['The value cannot be written to an SBC: only printable ASCII can.']])
    )
  )
}

/** What a body says of a template. */
export function changeOf (
  { name, description, script, customerVariables, cleanupScript }: ScriptTemplateBody
): TemplateChange {
  return {
    ...(name !== undefined && { name: name.trim() }), ...(description !== undefined && { description }),
    ...(script !== undefined && { script }), ...(customerVariables !== undefined && { customerVariables }),
    ...(cleanupScript !== undefined && { cleanupScript })
  }
}

export async function judge (records: ReachedRecords, template: StoredTemplate): Promise<void> {
  const errors = await faultsOfTemplate(records, template)
  if (Object.keys(errors).length > 0) throw invalid(errors)
}

export async function findTemplate (records: ReachedRecords, id: string): Promise<StoredTemplate> {
  const found = /^\d{1,9}$/.test(id) ? await templateOf(records, Number(id)) : undefined
  if (found === undefined) throw new Problem('script_template_not_found', `Script template ${id} does not exist.`)
  return found
}

/** One that can be changed. */
export async function findOwn (records: ReachedRecords, id: string): Promise<StoredTemplate> {
  const found = await findTemplate(records, id)
  if (builtInTemplates.includes(found)) {
    throw new Problem('script_template_built_in', `${found.name} is built in; clone it and change the clone.`)
  }
  return found
}
