import { Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import type { FastifyRequest } from 'fastify'
import type { Database } from '../../database/connect.ts'
import { isTemplateUsed, newTemplateId, templateOf, templatesOf } from '../records/script-templates.ts'
import { invalid, Problem } from '../../problems.ts'
import { builtInTemplates, type StoredTemplate } from '../schemas/built-in-templates.ts'
import { ref } from '../../schemas/ref.ts'
import {
  SavedScriptTemplate, ScriptPreview, ScriptPreviewBody, ScriptTemplate, ScriptTemplateBody
} from '../schemas/script-template.ts'
import { createScriptTemplate } from '../tasks/create-script-template.ts'
import { deleteScriptTemplate } from '../tasks/delete-script-template.ts'
import { editScriptTemplate } from '../tasks/edit-script-template.ts'
import { scriptTypes } from '../tasks/script-template.ts'
import { parseTemplate, placeholdersFor, previewOf } from '../tasks/site-script.ts'
import {
  faultsOfScript, faultsOfTemplate, fieldsOfRefusals, TemplateOutput, type TemplateChange
} from '../tasks/template-rules.ts'
import { changing, reading, type Caller } from '../../http/caller.ts'
import { ended, finishTask, untilEnd, type Finished } from '../../http/finish-task.ts'
import type { Resource } from '../../http/resource.ts'

const params = Type.Object({ templateId: Type.String({ description: 'The id of the template.', examples: ['10099'] }) })
const tags = ['Script templates']
const problems = ['script_template_not_found', 'out_of_scope'] as const
const finishing = ['task_failed', 'task_unfinished'] as const

export const scriptTemplates: Resource = (scope, means) => {
  const { db } = means

  scope.get('/scripttemplates', {
    config: { roles: reading },
    schema: {
      operationId: 'listScriptTemplates',
      summary: 'List script templates',
      description: 'Built-in templates first, then the provider\'s own. Pages count from 0.',
      tags,
      querystring: Type.Object({
        PageNumber: Type.Optional(
          Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0, description: 'Which page, from 0.' })
        ),
        PageSize: Type.Optional(
          Type.Integer({ minimum: 1, maximum: 1000, default: 10, description: 'Templates a page.' })
        ),
        scriptType: Type.Optional(Type.String({ description: '`Any`, `SBC` or `M365`; default Any.' })),
        allDetails: Type.Optional(
          Type.Boolean({ default: false, description: 'Adds description, script and customer variables.' })
        )
      }),
      response: { 200: Type.Array(ref(ScriptTemplate)) }
    }
  }, async ({ caller, query }) => {
    const { PageNumber = 0, PageSize = 10, allDetails = false } = query
    const wanted = (query.scriptType ?? 'Any').trim().toLowerCase()
    if (!['any', 'sbc', 'm365', ''].includes(wanted)) {
      throw invalid({ ScriptType: ['The value must be Any, SBC or M365.'] })
    }
    const all = await templatesOf(db, caller.providerId)
    const ofM365 = (template: StoredTemplate): boolean => template.scriptType >= scriptTypes.m365Onboarding
    const found = all.filter(template =>
      wanted === 'sbc' ? !ofM365(template) : wanted === 'm365' ? ofM365(template) : true
    )
    return found.slice(PageNumber * PageSize, (PageNumber + 1) * PageSize).map(template =>
      shown(template, all.find(({ id }) => id === template.cleanupScript), allDetails)
    )
  })

  scope.get('/scripttemplates/:templateId', {
    config: { roles: reading, versions: ['v3'], problems },
    schema: {
      operationId: 'getScriptTemplate', summary: 'Get a script template',
      description: 'With its text, and what that comes to with example values.', tags, params,
      response: { 200: ref(SavedScriptTemplate) }
    }
  }, async ({ caller, params }) => {
    const template = await find(db, caller, params.templateId)
    return saved(
      template,
      template.cleanupScript === null ? undefined : await templateOf(db, caller.providerId, template.cleanupScript)
    )
  })

  const savedBy = async (taskId: string, request: FastifyRequest): Promise<SavedScriptTemplate> =>
    savedAs(await untilEnd(means, request, taskId))

  scope.post('/scripttemplates', {
    config: { roles: changing, versions: ['v3'], problems: [...problems, ...finishing], again: savedBy },
    schema: {
      operationId: 'createScriptTemplate',
      summary: 'Create or clone a script template',
      description:
        'A script is refused, with line and column, when it has an unknown placeholder, an unclosed quote, a ' +
        'forbidden command or anything else that could not be run. A template for numbers (type 0) can be kept and ' +
        'previewed, but not be chosen for a SIP connection yet: numbers are programmed as 5000 and 5001 say.',
      tags,
      body: ref(ScriptTemplateBody),
      response: { 200: ref(SavedScriptTemplate) }
    }
  }, async (request, reply) => {
    const { caller, body } = request
    mayChange(caller)
    const origin = body.cloneFrom === undefined ? undefined : await find(db, caller, String(body.cloneFrom))
    const scriptType = body.scriptType === undefined
      ? origin?.scriptType ?? scriptTypes.onboarding
      : readType(body.scriptType)
    const blank = { description: null, script: null, customerVariables: [], cleanupScript: null }
    const wanted = {
      ...blank, ...origin, id: 0, name: '', scriptType, clonedFrom: origin?.id ?? null, ...changeOf(body)
    }
    await judge(db, caller, wanted)
    const template = { ...wanted, id: await newTemplateId(db) }
    return savedAs(
      await finishTask(means, request, reply, {
        kind: createScriptTemplate, input: { template }, ticketId: body.ticketId
      })
    )
  })

  scope.patch('/scripttemplates/:templateId', {
    config: {
      roles: changing, versions: ['v3'], problems: [...problems, 'script_template_built_in', ...finishing],
      again: savedBy
    },
    schema: {
      operationId: 'editScriptTemplate',
      summary: 'Edit a script template',
      description:
        'What is left out stays. What sites have on their SBCs already changes the next time they are programmed. ' +
        'Built-in templates are cloned instead.',
      tags,
      params,
      body: ref(ScriptTemplateBody),
      response: { 200: ref(SavedScriptTemplate) }
    }
  }, async (request, reply) => {
    const { caller, params, body } = request
    const { id: templateId, ...stored } = await findOwn(db, caller, params.templateId)
    const change = changeOf(body)
    await judge(db, caller, { ...stored, id: templateId, ...change })
    return savedAs(
      await finishTask(means, request, reply, {
        kind: editScriptTemplate, input: { templateId, change }, ticketId: body.ticketId
      })
    )
  })

  const deletedBy = async (taskId: string, request: FastifyRequest): Promise<{ id: number }> => ({
    id: Number(ended(await untilEnd(means, request, taskId), refusals).output['ScriptTemplateId'])
  })
  scope.delete('/scripttemplates/:templateId', {
    config: {
      roles: changing, versions: ['v3'],
      problems: [...problems, 'script_template_built_in', 'script_template_in_use', ...finishing], again: deletedBy
    },
    schema: {
      operationId: 'deleteScriptTemplate', summary: 'Delete a script template', tags, params,
      response: { 200: Type.Object({ id: Type.Integer({ examples: [10099] }) }, { description: 'It is gone.' }) }
    }
  }, async (request, reply) => {
    const { caller, params } = request
    const { id: templateId } = await findOwn(db, caller, params.templateId)
    if (await isTemplateUsed(db, caller.providerId, templateId)) {
      throw refusals.script_template_in_use(`SIP connections or templates name script template ${templateId}.`)
    }
    ended(
      await finishTask(means, request, reply, {
        kind: deleteScriptTemplate, input: { templateId }
      }),
      refusals
    )
    return { id: templateId }
  })

  scope.post('/scripttemplates/preview', {
    config: { roles: changing, versions: ['v3'] },
    schema: {
      operationId: 'previewScript', summary: 'Judge and render a script without keeping it', tags,
      body: ref(ScriptPreviewBody), response: { 200: ref(ScriptPreview) }
    }
  }, async ({ body }) => {
    const template = {
      script: body.script,
      scriptType: body.scriptType === undefined ? scriptTypes.onboarding : readType(body.scriptType),
      customerVariables: body.customerVariables ?? []
    }
    const values = Object.fromEntries(
      Object.entries(body.values ?? {}).flatMap(([name, value]) => typeof value === 'string' ? [[name, value]] : [])
    )
    const unwritable = Object.keys(values).filter(name => !/^[\x20-\x7e]*$/.test(values[name] ?? ''))
    if (unwritable.length > 0) {
      throw invalid(
        Object.fromEntries(
          unwritable.map(
            name => [`values.${name}`, ['The value cannot be written to an SBC: only printable ASCII can.']]
          )
        )
      )
    }
    return rendered(template, values)
  })
}

type Text = Pick<StoredTemplate, 'script' | 'scriptType' | 'customerVariables'>

const samples: Readonly<Record<string, string>> = {
  SiteName: 'Site2', MsTenantId: 'c1a7e2d0-1111-4a61-9b01-0000000000a1', Number: '+61395556880', ProxySet: 'SIPTrunk',
  CacProfile: '10 sessions', OnlinePstnGateway: 'Site2.sbc.example', CarrierUserName: 'user',
  CarrierUserPassword: '********', CarrierMailLine: '+61395556881', CarrierMainLine: '+61395556881',
  CarrierHostName: 'carrier.example'
}

function rendered (template: Text, values: Record<string, string> = {}): { preview: string[], placeholders: string[] } {
  const parsed = parseTemplate(template)
  if ('faults' in parsed) throw invalid({ Script: faultsOfScript(template) })
  const examples = Object.fromEntries(placeholdersFor(template).map(name => [name, samples[name] ?? `<${name}>`]))
  return {
    preview: previewOf(parsed.template, { ...examples, ...values }), placeholders: [...parsed.template.placeholders]
  }
}

function readType (given: number | string): number {
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

/** What a body says of a template. */
function changeOf (
  { name, description, script, customerVariables, cleanupScript }: ScriptTemplateBody
): TemplateChange {
  return {
    ...(name !== undefined && { name: name.trim() }), ...(description !== undefined && { description }),
    ...(script !== undefined && { script }), ...(customerVariables !== undefined && { customerVariables }),
    ...(cleanupScript !== undefined && { cleanupScript })
  }
}

async function judge (db: Database, { providerId }: Caller, template: StoredTemplate): Promise<void> {
  const errors = await faultsOfTemplate(db, providerId, template)
  if (Object.keys(errors).length > 0) throw invalid(errors)
}

/** What the tasks refuse when others were quicker than they. */
const refusals = {
  ...Object.fromEntries(
    Object.entries(fieldsOfRefusals).map(([code, field]) => [code, (reason: string) => invalid({ [field]: [reason] })])
  ),
  script_template_not_found: (reason: string) => new Problem('script_template_not_found', reason),
  script_template_in_use: (reason: string) => new Problem('script_template_in_use', reason)
}

/** The template as the task saved it, whatever became of it since. */
function savedAs (finished: Finished): SavedScriptTemplate {
  const { output } = ended(finished, refusals)
  if (!Value.Check(TemplateOutput, output)) throw new Error(`Task ${finished.taskId} tells no script template`)
  const { ScriptTemplate: template, CleanupScriptName: name } = output
  return saved(
    template, template.cleanupScript === null || name === null ? undefined : { id: template.cleanupScript, name }
  )
}

/** What is written to devices that all customers share is the provider's affair. */
function mayChange (caller: Caller): void {
  if (caller.channelId !== undefined || caller.customerId !== undefined) {
    throw new Problem('out_of_scope', 'Script templates are changed by the provider only.')
  }
}

async function find (db: Database, caller: Caller, id: string): Promise<StoredTemplate> {
  const found = /^\d{1,9}$/.test(id) ? await templateOf(db, caller.providerId, Number(id)) : undefined
  if (found === undefined) throw new Problem('script_template_not_found', `Script template ${id} does not exist.`)
  return found
}

async function findOwn (db: Database, caller: Caller, id: string): Promise<StoredTemplate> {
  mayChange(caller)
  const found = await find(db, caller, id)
  if (builtInTemplates.includes(found)) {
    throw new Problem('script_template_built_in', `${found.name} is built in; clone it and change the clone.`)
  }
  return found
}

type Cleanup = Pick<StoredTemplate, 'id' | 'name'>

function shown (
  { id, name, scriptType, description, script, customerVariables }: StoredTemplate, cleanup: Cleanup | undefined,
  allDetails: boolean
): ScriptTemplate {
  return {
    id, name, scriptType,
    description: allDetails ? description : null,
    script: allDetails ? script : null,
    customerVariables: allDetails && customerVariables.length > 0 ? customerVariables : null,
    relatedScripts: cleanup === undefined ? null : [{ key: cleanup.id, value: cleanup.name }]
  }
}

function saved (template: StoredTemplate, cleanup: Cleanup | undefined): SavedScriptTemplate {
  return {
    ...shown(template, cleanup, true),
    ...(template.script === null ? { preview: [], placeholders: [] } : rendered(template))
  }
}
