import { Type } from '@sinclair/typebox'
import { deleteTemplate, insertTemplate, refusedBecauseTemplateNameTaken, templateOf, templatesOf, updateTemplate } from '../database/script-templates.ts'
import type { Database } from '../database/connect.ts'
import { invalid, Problem, type FieldErrors } from '../problems.ts'
import { builtInTemplates, type StoredTemplate } from '../schemas/built-in-templates.ts'
import { ref } from '../schemas/ref.ts'
import { SavedScriptTemplate, ScriptPreview, ScriptPreviewBody, ScriptTemplate, ScriptTemplateBody } from '../schemas/script-template.ts'
import { scriptTypes } from '../tasks/script-template.ts'
import { parseTemplate, placeholdersFor, previewOf } from '../tasks/site-script.ts'
import { changing, reading, type Caller } from './caller.ts'
import type { Resource } from './resource.ts'

const params = Type.Object({ templateId: Type.String({ description: 'The id of the template.', examples: ['10099'] }) })
const tags = ['Script templates']
const problems = ['script_template_not_found', 'out_of_scope'] as const

export const scriptTemplates: Resource = (scope, { db }) => {
  scope.get('/scripttemplates', {
    config: { roles: reading },
    schema: {
      operationId: 'listScriptTemplates',
      summary: 'List script templates',
      description: 'Built-in templates first, then the provider\'s own. Pages count from 0.',
      tags,
      querystring: Type.Object({
        PageNumber: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0, description: 'Which page, from 0.' })),
        PageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 10, description: 'Templates a page.' })),
        scriptType: Type.Optional(Type.String({ description: '`Any`, `SBC` or `M365`; default Any.' })),
        allDetails: Type.Optional(Type.Boolean({ default: false, description: 'Adds description, script and customer variables.' }))
      }),
      response: { 200: Type.Array(ref(ScriptTemplate)) }
    }
  }, async ({ caller, query }) => {
    const { PageNumber = 0, PageSize = 10, allDetails = false } = query
    const wanted = (query.scriptType ?? 'Any').trim().toLowerCase()
    if (!['any', 'sbc', 'm365', ''].includes(wanted)) throw invalid({ ScriptType: ['The value must be Any, SBC or M365.'] })
    const all = await templatesOf(db, caller.providerId)
    const ofM365 = (template: StoredTemplate): boolean => template.scriptType >= scriptTypes.m365Onboarding
    const found = all.filter(template => wanted === 'sbc' ? !ofM365(template) : wanted === 'm365' ? ofM365(template) : true)
    return found.slice(PageNumber * PageSize, (PageNumber + 1) * PageSize).map(template => shown(template, all, allDetails))
  })

  scope.get('/scripttemplates/:templateId', {
    config: { roles: reading, versions: ['v3'], problems },
    schema: { operationId: 'getScriptTemplate', summary: 'Get a script template', description: 'With its text, and what that comes to with example values.', tags, params, response: { 200: ref(SavedScriptTemplate) } }
  }, async ({ caller, params }) => saved(db, caller, await find(db, caller, params.templateId)))

  scope.post('/scripttemplates', {
    config: { roles: changing, versions: ['v3'], problems },
    schema: {
      operationId: 'createScriptTemplate',
      summary: 'Create or clone a script template',
      description: 'A script is refused, with line and column, when it has an unknown placeholder, an unclosed quote, a forbidden command or anything else that could not be run.',
      tags,
      body: ref(ScriptTemplateBody),
      response: { 200: ref(SavedScriptTemplate) }
    }
  }, async ({ caller, body }) => {
    const origin = body.cloneFrom === undefined ? undefined : await find(db, caller, String(body.cloneFrom))
    const scriptType = body.scriptType === undefined ? origin?.scriptType ?? scriptTypes.onboarding : readType(body.scriptType)
    const blank = { id: 0, name: '', description: null, script: null, customerVariables: [], cleanupScript: null }
    const template = await changed(db, caller, { ...blank, ...origin, name: '', scriptType, clonedFrom: origin?.id ?? null }, body)
    const given = await unlessNameTaken(insertTemplate(db, caller.providerId, template))
    return saved(db, caller, { ...template, id: given })
  })

  scope.patch('/scripttemplates/:templateId', {
    config: { roles: changing, versions: ['v3'], problems: [...problems, 'script_template_built_in'] },
    schema: {
      operationId: 'editScriptTemplate',
      summary: 'Edit a script template',
      description: 'What sites have on their SBCs already changes the next time they are programmed. Built-in templates are cloned instead.',
      tags,
      params,
      body: ref(ScriptTemplateBody),
      response: { 200: ref(SavedScriptTemplate) }
    }
  }, async ({ caller, params, body }) => {
    const template = await changed(db, caller, await findOwn(db, caller, params.templateId), body)
    await unlessNameTaken(updateTemplate(db, caller.providerId, template))
    return saved(db, caller, template)
  })

  scope.delete('/scripttemplates/:templateId', {
    config: { roles: changing, versions: ['v3'], problems: [...problems, 'script_template_built_in', 'script_template_in_use'] },
    schema: { operationId: 'deleteScriptTemplate', summary: 'Delete a script template', tags, params, response: { 200: Type.Object({ id: Type.Integer({ examples: [10099] }) }, { description: 'It is gone.' }) } }
  }, async ({ caller, params }) => {
    const template = await findOwn(db, caller, params.templateId)
    if (!await deleteTemplate(db, caller.providerId, template.id)) throw new Problem('script_template_in_use', `SIP connections or templates name script template ${template.id}.`)
    return { id: template.id }
  })

  scope.post('/scripttemplates/preview', {
    config: { roles: changing, versions: ['v3'] },
    schema: { operationId: 'previewScript', summary: 'Judge and render a script without keeping it', tags, body: ref(ScriptPreviewBody), response: { 200: ref(ScriptPreview) } }
  }, async ({ body }) => {
    const template = { script: body.script, scriptType: body.scriptType === undefined ? scriptTypes.onboarding : readType(body.scriptType), customerVariables: body.customerVariables ?? [] }
    const values = Object.fromEntries(Object.entries(body.values ?? {}).flatMap(([name, value]) => typeof value === 'string' ? [[name, value]] : []))
    const unwritable = Object.keys(values).filter(name => !/^[\x20-\x7e]*$/.test(values[name] ?? ''))
    if (unwritable.length > 0) throw invalid(Object.fromEntries(unwritable.map(name => [`values.${name}`, ['The value cannot be written to an SBC: only printable ASCII can.']])))
    return rendered(template, values)
  })
}

type Text = Pick<StoredTemplate, 'script' | 'scriptType' | 'customerVariables'>

const samples: Readonly<Record<string, string>> = {
  SiteName: 'Site2', MsTenantId: 'c1a7e2d0-1111-4a61-9b01-0000000000a1', Number: '+61395556880', ProxySet: 'SIPTrunk', CacProfile: '10 sessions',
  OnlinePstnGateway: 'Site2.sbc.example', CarrierUserName: 'user', CarrierUserPassword: '********', CarrierMailLine: '+61395556881', CarrierMainLine: '+61395556881', CarrierHostName: 'carrier.example'
}

function rendered (template: Text, values: Record<string, string> = {}): { preview: string[], placeholders: string[] } {
  const parsed = parseTemplate(template)
  if ('faults' in parsed) throw invalid({ Script: parsed.faults.slice(0, 50).map(({ line, column, message }) => `Line ${line}, column ${column}: ${message}`) })
  const examples = Object.fromEntries(placeholdersFor(template).map(name => [name, samples[name] ?? `<${name}>`]))
  return { preview: previewOf(parsed.template, { ...examples, ...values }), placeholders: [...parsed.template.placeholders] }
}

function readType (given: number | string): number {
  const words = ['numbers', 'onboarding', 'cleanup']
  const type = typeof given === 'number' ? given : /^\d$/.test(given) ? Number(given) : words.indexOf(given.trim().toLowerCase())
  if (!(type in words)) throw invalid({ ScriptType: ['The value must be 0 (Numbers), 1 (Onboarding) or 2 (Cleanup); M365 is not configured by scripts.'] })
  return type
}

async function changed (db: Database, caller: Caller, template: StoredTemplate, body: ScriptTemplateBody): Promise<StoredTemplate> {
  mayChange(caller)
  const next: StoredTemplate = {
    ...template,
    name: body.name?.trim() ?? template.name,
    description: body.description ?? template.description,
    script: body.script ?? template.script,
    customerVariables: body.customerVariables ?? template.customerVariables,
    cleanupScript: body.cleanupScript ?? template.cleanupScript
  }
  const errors: FieldErrors = {}
  if (next.name === '') errors['Name'] = ['The Name field is required.']
  if (builtInTemplates.some(builtIn => builtIn.name.toLowerCase() === next.name.toLowerCase())) errors['Name'] = ['A built-in template has this name.']
  if (next.script === null) errors['Script'] = ['The Script field is required.']
  const reserved = new Set(placeholdersFor({ scriptType: scriptTypes.onboarding, customerVariables: [] }).map(name => name.toLowerCase()))
  const wrong = next.customerVariables.find((name, index) => !/^[A-Za-z][\w.-]{0,49}$/.test(name) || reserved.has(name.toLowerCase()) || next.customerVariables.indexOf(name) < index || /^customvar\./i.test(name))
  if (wrong !== undefined) errors['CustomerVariables'] = [`${JSON.stringify(wrong)} cannot name a customer variable: a letter, then letters, digits, _ . and -, once, and none of the documented parameters.`]
  if (body.cleanupScript !== undefined && (await templateOf(db, caller.providerId, body.cleanupScript))?.scriptType !== scriptTypes.cleanup) errors['CleanupScript'] = [`${body.cleanupScript} is not a cleanup script.`]
  if (Object.keys(errors).length > 0) throw invalid(errors)
  rendered(next)
  return next
}

/** What is written to devices that all customers share is the provider's affair. */
function mayChange (caller: Caller): void {
  if (caller.channelId !== undefined || caller.customerId !== undefined) throw new Problem('out_of_scope', 'Script templates are changed by the provider only.')
}

async function unlessNameTaken<Result> (work: Promise<Result>): Promise<Result> {
  return work.catch((error: unknown) => {
    throw refusedBecauseTemplateNameTaken(error) ? invalid({ Name: ['Another template has this name.'] }) : error
  })
}

async function find (db: Database, caller: Caller, id: string): Promise<StoredTemplate> {
  const found = /^\d{1,9}$/.test(id) ? await templateOf(db, caller.providerId, Number(id)) : undefined
  if (found === undefined) throw new Problem('script_template_not_found', `Script template ${id} does not exist.`)
  return found
}

async function findOwn (db: Database, caller: Caller, id: string): Promise<StoredTemplate> {
  mayChange(caller)
  const found = await find(db, caller, id)
  if (builtInTemplates.includes(found)) throw new Problem('script_template_built_in', `${found.name} is built in; clone it and change the clone.`)
  return found
}

function shown ({ id, name, scriptType, description, script, customerVariables, cleanupScript }: StoredTemplate, all: readonly StoredTemplate[], allDetails: boolean): ScriptTemplate {
  const cleanup = all.find(template => template.id === cleanupScript)
  return {
    id, name, scriptType,
    description: allDetails ? description : null,
    script: allDetails ? script : null,
    customerVariables: allDetails && customerVariables.length > 0 ? customerVariables : null,
    relatedScripts: cleanup === undefined ? null : [{ key: cleanup.id, value: cleanup.name }]
  }
}

async function saved (db: Database, caller: Caller, template: StoredTemplate): Promise<SavedScriptTemplate> {
  const cleanup = template.cleanupScript === null ? undefined : await templateOf(db, caller.providerId, template.cleanupScript)
  return { ...shown(template, cleanup === undefined ? [] : [cleanup], true), ...(template.script === null ? { preview: [], placeholders: [] } : rendered(template)) }
}
