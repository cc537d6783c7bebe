import { Type } from '@sinclair/typebox'
import { templateOf, templatesOf } from '../records/script-templates.ts'
import { ref } from '../../schemas/ref.ts'
import { SavedScriptTemplate, ScriptPreview, ScriptPreviewBody, ScriptTemplate } from '../schemas/script-template.ts'
import { scriptTypes } from '../tasks/script-template.ts'
import { changing, reading } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { findTemplate, readType, readValues, typesMeant } from './script-template-request.ts'
import { rendered, saved, shown } from './shown-template.ts'
import { Text } from '../../schemas/value.ts'

export const params = Type.Object({
  templateId: Type.String({ description: 'The id of the template.', examples: ['10099'] })
})
const tags = ['Script templates']
export const problems = ['script_template_not_found', 'out_of_scope'] as const

export const scriptTemplates: Resource = (scope, { records }) => {
  scope.get('/scripttemplates', {
    config: { roles: reading, about: 'shared' },
    schema: {
      operationId: 'listScriptTemplates',
      summary: 'List script templates',
      description:
        'Built-in templates first, then the provider\'s own. Pages count from 0, as documented; a provider has a ' +
        'handful of templates, so that the list has numbered pages only.',
      tags,
      querystring: Type.Object({
        PageNumber: Type.Optional(
          Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0, description: 'Which page, from 0.' })
        ),
        PageSize: Type.Optional(
          Type.Integer({ minimum: 1, maximum: 1000, default: 10, description: 'Templates a page.' })
        ),
        scriptType: Type.Optional(
          Text({ description: '`Any`, `SBC` or `M365`, or the type that templates show; default Any.' })
        ),
        allDetails: Type.Optional(
          Type.Boolean({ default: false, description: 'Adds description, script and customer variables.' })
        )
      }),
      response: { 200: Type.Array(ref(ScriptTemplate)) }
    }
  }, async ({ caller, query }) => {
    const { PageNumber = 0, PageSize = 10, allDetails = false } = query
    const wanted = typesMeant(query.scriptType ?? 'Any')
    const all = await templatesOf(records(caller))
    const found = all.filter(({ scriptType }) => wanted.includes(scriptType))
    return found.slice(PageNumber * PageSize, (PageNumber + 1) * PageSize).map(template =>
      shown(template, all.find(({ id }) => id === template.cleanupScript), allDetails)
    )
  })

  scope.get('/scripttemplates/:templateId', {
    config: { roles: reading, about: 'shared', versions: ['v3'], problems },
    schema: {
      operationId: 'getScriptTemplate', summary: 'Get a script template',
      description: 'With its text, and what that comes to with example values.', tags, params,
      response: { 200: ref(SavedScriptTemplate) }
    }
  }, async ({ caller, params }) => {
    const template = await findTemplate(records(caller), params.templateId)
    return saved(
      template,
      template.cleanupScript === null ? undefined : await templateOf(records(caller), template.cleanupScript)
    )
  })

  scope.post('/scripttemplates/preview', {
    config: { roles: changing, about: 'nobody', versions: ['v3'] },
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
    return rendered(template, readValues(body.values))
  })
}
