import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { InputOf } from '../../engine/enqueue.ts'
import { changing } from '../../http/caller.ts'
import { ended, finishTask } from '../../http/finish-task.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { invalid, Problem, type ProblemCode } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { Text } from '../../schemas/value.ts'
import { templateVersions } from '../records/templates.ts'
import { isBuiltIn } from '../schemas/built-in-templates.ts'
import {
  BuildTemplateAnswer, BuildTemplateClone, BuildTemplateEdit, settingsOf, type TemplateSettings, type TemplateType
} from '../schemas/template.ts'
import { keepBuildTemplate, removeBuildTemplate } from '../tasks/keep-build-template.ts'
import { ownTemplate, params, tags } from './build-templates.ts'

const again = (taskId: string): object => ({ taskId, template: null })
const common = {
  roles: changing, from: 'provider', about: 'provider', versions: ['v3'], again
} as const
const problems = [
  'out_of_scope', 'build_template_not_found', 'build_template_changed', 'task_failed', 'task_unfinished'
] as const satisfies readonly ProblemCode[]

const changed = (reason: string): Problem => new Problem('build_template_changed', reason)

async function keep (
  means: ApiDependencies, request: FastifyRequest, reply: FastifyReply, input: InputOf<typeof keepBuildTemplate>,
  ticketId: string | undefined
) {
  const finished = await finishTask(means, request, reply, { kind: keepBuildTemplate, ticketId, input })
  ended(finished, { build_template_changed: changed })
  return {
    taskId: finished.taskId, template: await ownTemplate(means.records(request.caller), input.name, input.version)
  }
}

/** Settings of the other type of template are refused by their names. */
function refuseStrange (type: TemplateType, settings: TemplateSettings): void {
  const strange = Object.keys(settings).filter(name => !settingsOf[type].includes(name))
  if (strange.length === 0) return
  throw invalid(Object.fromEntries(strange.map(name => [
    `Settings.${name}`, [`A template of type ${type} has no ${name}; it has ${settingsOf[type].join(', ')}.`]
  ])))
}

const clone: Resource = (scope, means) => {
  scope.post('/customer-build-templates/:name/clone', {
    // Every provider has the templates that come with the program.
    config: { ...common, about: 'nobody', problems },
    schema: {
      operationId: 'cloneBuildTemplate', summary: 'Clone a template',
      description: 'Version 1 of the clone says what the template says; edits make further versions.', tags, params,
      body: ref(BuildTemplateClone), response: { 200: ref(BuildTemplateAnswer) }
    }
  }, async (request, reply) => {
    const { body: { name: given, description, version, ticketId }, caller } = request
    const records = means.records(caller)
    const from = await ownTemplate(records, request.params.name, version)
    const name = given.trim()
    if (!/^[\w .-]{1,100}$/.test(name)) {
      throw invalid({ Name: ['A name has up to 100 letters, digits, blanks and . _ -'] })
    }
    if ((await templateVersions(records, name)).length > 0) {
      throw invalid({ Name: [`There is a template ${name} already.`] })
    }
    return keep(means, request, reply, {
      name, version: 1, type: from.type, settings: from.settings, description: description?.trim() || from.description,
      clonedFrom: `${from.name}@${from.version}`
    }, ticketId)
  })
}

const edit: Resource = (scope, means) => {
  scope.put('/customer-build-templates/:name', {
    config: { ...common, problems: [...problems, 'build_template_is_default'] },
    schema: {
      operationId: 'editBuildTemplate', summary: 'Edit a template',
      description: 'Makes the next version, with these settings and no others. Versions before it stay.', tags, params,
      body: ref(BuildTemplateEdit), response: { 200: ref(BuildTemplateAnswer) }
    }
  }, async (request, reply) => {
    const { body: { settings, description, version, ticketId }, caller } = request
    const now = await ownTemplate(means.records(caller), request.params.name)
    refuseBuiltIn(now.name)
    if (version !== undefined && version !== now.version) {
      throw changed(`${now.name} is at version ${now.version} by now.`)
    }
    refuseStrange(now.type, settings)
    return keep(means, request, reply, {
      name: now.name, version: now.version + 1, type: now.type, settings, clonedFrom: now.clonedFrom,
      description: description?.trim() || now.description
    }, ticketId)
  })
}

const remove: Resource = (scope, means) => {
  scope.delete('/customer-build-templates/:name', {
    config: { ...common, problems: [...problems, 'build_template_is_default'] },
    schema: {
      operationId: 'removeBuildTemplate', summary: 'Remove a template with all its versions',
      description: 'Customers that were built by it stay as they are.', tags, params,
      querystring: Type.Object({ ticketId: Type.Optional(Text({ maxLength: 64 })) }),
      response: { 200: ref(BuildTemplateAnswer) }
    }
  }, async (request, reply) => {
    const { name } = await ownTemplate(means.records(request.caller), request.params.name)
    refuseBuiltIn(name)
    const finished = await finishTask(means, request, reply, {
      kind: removeBuildTemplate, ticketId: request.query.ticketId, input: { name }
    })
    ended(finished)
    return { taskId: finished.taskId, template: null }
  })
}

function refuseBuiltIn (name: string): void {
  if (isBuiltIn(name)) throw new Problem('build_template_is_default', `${name} comes with the program; clone it.`)
}

/** Cloning, editing and removing templates. */
export const buildTemplateChanges: Resource = (scope, means) => {
  for (const route of [clone, edit, remove]) route(scope, means)
}
