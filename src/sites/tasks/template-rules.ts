import { Type, type Static } from '@sinclair/typebox'
import type { ReachedRecords } from '../../database/reach.ts'
import { isTemplateNameTaken, templateOf } from '../records/script-templates.ts'
import type { FieldErrors } from '../../problems.ts'
import { builtInTemplates, StoredTemplate } from '../schemas/built-in-templates.ts'
import { reject } from '../../engine/define.ts'
import { scriptTypes } from './script-template.ts'
import { parseTemplate, placeholdersFor } from './site-script.ts'

/** What an edit says of a script template; what is left out stays. */
export const TemplateChange = Type.Partial(Type.Object({
  name: Type.String(), description: Type.String(), script: Type.String(), customerVariables: Type.Array(Type.String()),
  cleanupScript: Type.Integer()
}))
export type TemplateChange = Static<typeof TemplateChange>

/** A template as a task saved it, under the names that its output has. */
export const TemplateOutput = Type.Object({
  ScriptTemplate: StoredTemplate, CleanupScriptName: Type.Union([Type.String(), Type.Null()])
})
export type TemplateOutput = Static<typeof TemplateOutput>

export async function templateOutput (
  records: ReachedRecords, template: StoredTemplate
): Promise<TemplateOutput> {
  const cleanup = template.cleanupScript === null ? undefined : await templateOf(records, template.cleanupScript)
  return { ScriptTemplate: template, CleanupScriptName: cleanup?.name ?? null }
}

/**
 * Everything that is wrong with a template, by field; asked by the request, and again by the step, when others may have
 * been quicker.
 */
export async function faultsOfTemplate (
  records: ReachedRecords, template: StoredTemplate
): Promise<FieldErrors> {
  const { id, name, cleanupScript, customerVariables } = template
  const errors: FieldErrors = {}
  if (name === '') errors['Name'] = ['The Name field is required.']
  else if (builtInTemplates.some(builtIn => builtIn.name.toLowerCase() === name.toLowerCase())) {
    errors['Name'] = ['A built-in template has this name.']
  } else if (await isTemplateNameTaken(records, name, id)) errors['Name'] = [nameTaken]
  if (template.script === null) errors['Script'] = ['The Script field is required.']
  const reserved = new Set(
    placeholdersFor({ scriptType: scriptTypes.onboarding, customerVariables: [] }).map(name => name.toLowerCase())
  )
  const wrong = customerVariables.find((name, index) =>
    !/^[A-Za-z][\w.-]{0,49}$/.test(name) || reserved.has(name.toLowerCase()) ||
    customerVariables.indexOf(name) < index || /^customvar\./i.test(name)
  )
  if (wrong !== undefined) {
    errors['CustomerVariables'] = [
      `${JSON.stringify(wrong)} cannot name a customer variable: a letter, then letters, digits, _ . and -, once, ` +
      'and none of the documented parameters.'
    ]
  }
  if (cleanupScript !== null && (await templateOf(records, cleanupScript))?.scriptType !== scriptTypes.cleanup) {
    errors['CleanupScript'] = [`${cleanupScript} is not a cleanup script.`]
  }
  if (Object.keys(errors).length > 0) return errors
  const faults = faultsOfScript(template)
  return faults.length > 0 ? { Script: faults } : {}
}

const nameTaken = 'Another template has this name.'

/** What is wrong with the text of a template, by line and column. */
export function faultsOfScript (
  template: Pick<StoredTemplate, 'script' | 'scriptType' | 'customerVariables'>
): string[] {
  const parsed = parseTemplate(template)
  return 'faults' in parsed
    ? parsed.faults.slice(0, 50).map(({ line, column, message }) => `Line ${line}, column ${column}: ${message}`)
    : []
}

/** Why a step does not save a template, and the field that the request is told of it. */
export const fieldsOfRefusals = {
  template_name: 'Name', template_script: 'Script', template_variables: 'CustomerVariables',
  template_cleanup: 'CleanupScript'
} as const

export function refuseTemplate (errors: FieldErrors): ReturnType<typeof reject> | undefined {
  for (const [code, field] of Object.entries(fieldsOfRefusals)) {
    const [message] = errors[field] ?? []
    if (message !== undefined) return reject(code, message)
  }
  return undefined
}

export const refuseTakenName = (): ReturnType<typeof reject> => reject('template_name', nameTaken)
export const refuseGoneCleanup = (id: number | null): ReturnType<typeof reject> =>
  reject('template_cleanup', `Script template ${id ?? ''} was deleted meanwhile.`)
