import { Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import type { FastifyRequest } from 'fastify'
import { isTemplateUsed, newTemplateId } from '../records/script-templates.ts'
import { invalid, Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { SavedScriptTemplate, ScriptTemplateBody } from '../schemas/script-template.ts'
import { createScriptTemplate } from '../tasks/create-script-template.ts'
import { deleteScriptTemplate } from '../tasks/delete-script-template.ts'
import { editScriptTemplate } from '../tasks/edit-script-template.ts'
import { scriptTypes } from '../tasks/script-template.ts'
import { fieldsOfRefusals, TemplateOutput } from '../tasks/template-rules.ts'
import { changing } from '../../http/caller.ts'
import { ended, finishTask, untilEnd, type Finished } from '../../http/finish-task.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { changeOf, findOwn, findTemplate, judge, readType } from './script-template-request.ts'
import { params, problems } from './script-templates.ts'
import { saved } from './shown-template.ts'

const tags = ['Script templates']
const finishing = ['task_failed', 'task_unfinished'] as const

const savedBy = (means: ApiDependencies) =>
  async (taskId: string, request: FastifyRequest): Promise<SavedScriptTemplate> =>
    savedAs(await untilEnd(means, request, taskId))

const create: Resource = (scope, means) => {
  const { records } = means
  scope.post('/scripttemplates', {
    config: {
      roles: changing, from: 'provider', about: 'nobody',
      versions: ['v3'], problems: [...problems, ...finishing], again: savedBy(means)
    },
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
    const origin = body.cloneFrom === undefined
      ? undefined
      : await findTemplate(records(caller), String(body.cloneFrom))
    const scriptType = body.scriptType === undefined
      ? origin?.scriptType ?? scriptTypes.onboarding
      : readType(body.scriptType)
    const blank = { description: null, script: null, customerVariables: [], cleanupScript: null }
    const wanted = {
      ...blank, ...origin, id: 0, name: '', scriptType, clonedFrom: origin?.id ?? null, ...changeOf(body)
    }
    await judge(records(caller), wanted)
    const template = { ...wanted, id: await newTemplateId(records(caller).beyondReach('nothing has the id yet')) }
    return savedAs(
      await finishTask(means, request, reply, {
        kind: createScriptTemplate, input: { template }, ticketId: body.ticketId
      })
    )
  })
}

const edit: Resource = (scope, means) => {
  const { records } = means
  scope.patch('/scripttemplates/:templateId', {
    config: {
      roles: changing, from: 'provider', about: 'provider',
      versions: ['v3'], problems: [...problems, 'script_template_built_in', ...finishing],
      again: savedBy(means)
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
    const { id: templateId, ...stored } = await findOwn(records(caller), params.templateId)
    const change = changeOf(body)
    await judge(records(caller), { ...stored, id: templateId, ...change })
    return savedAs(
      await finishTask(means, request, reply, {
        kind: editScriptTemplate, input: { templateId, change }, ticketId: body.ticketId
      })
    )
  })
}

const remove: Resource = (scope, means) => {
  const { records } = means
  const deletedBy = async (taskId: string, request: FastifyRequest): Promise<{ id: number }> => ({
    id: Number(ended(await untilEnd(means, request, taskId), refusals).output['ScriptTemplateId'])
  })
  scope.delete('/scripttemplates/:templateId', {
    config: {
      roles: changing, from: 'provider', about: 'provider', versions: ['v3'],
      problems: [...problems, 'script_template_built_in', 'script_template_in_use', ...finishing], again: deletedBy
    },
    schema: {
      operationId: 'deleteScriptTemplate', summary: 'Delete a script template', tags, params,
      response: { 200: Type.Object({ id: Type.Integer({ examples: [10099] }) }, { description: 'It is gone.' }) }
    }
  }, async (request, reply) => {
    const { caller, params } = request
    const { id: templateId } = await findOwn(records(caller), params.templateId)
    if (await isTemplateUsed(records(caller), templateId)) {
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
}

export const scriptTemplateChanges: Resource = (scope, means) => {
  for (const add of [create, edit, remove]) add(scope, means)
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
