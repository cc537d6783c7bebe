import { isDeepStrictEqual } from 'node:util'
import { Type } from '@sinclair/typebox'
import { reading } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { Problem } from '../../problems.ts'
import { pageQuery } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { Text, WholeNumber } from '../../schemas/value.ts'
import { templatesPage, templateVersions } from '../records/templates.ts'
import { standardUsage } from '../schemas/built-in-templates.ts'
import { BuildTemplate, BuildTemplateComparison, BuildTemplatePage } from '../schemas/template.ts'

export const tags = ['Customer build']
export const params = Type.Object({ name: Type.String({ description: 'The template.', examples: [standardUsage] }) })
const shared = { roles: reading, from: 'channel', about: 'shared', versions: ['v3'] } as const
const version = (description: string) => Type.Optional(WholeNumber({ minimum: 1, description }))

/** Templates of customers and of number usages. */
export const buildTemplates: Resource = (scope, { records }) => {
  scope.get('/customer-build-templates', {
    config: shared,
    schema: {
      operationId: 'listBuildTemplates', summary: 'List the templates of customer builds',
      description:
        'Each in its newest version, first those that come with the program. A provider has a handful of them, so ' +
        'that the list has numbered pages only.',
      tags,
      querystring: Type.Object(pageQuery), response: { 200: ref(BuildTemplatePage) }
    }
  }, async ({ caller, query: { PageNumber = 1, PageSize = 200 } }) => {
    const { total, data } = await templatesPage(records(caller), (PageNumber - 1) * PageSize, PageSize)
    return {
      currentPage: PageNumber, pageSize: PageSize, totalPages: Math.ceil(total / PageSize), totalRecords: total, data
    }
  })

  scope.get('/customer-build-templates/:name', {
    config: { ...shared, problems: ['build_template_not_found'] },
    schema: {
      operationId: 'getBuildTemplate', summary: 'Get a template, in its newest or another version', tags, params,
      querystring: Type.Object({ version: version('Default: the newest.') }), response: { 200: ref(BuildTemplate) }
    }
  }, async ({ caller, params, query }) => ownTemplate(records(caller), params.name, query.version))

  scope.get('/customer-build-templates/:name/versions', {
    config: { ...shared, problems: ['build_template_not_found'] },
    schema: {
      operationId: 'listBuildTemplateVersions', summary: 'List the versions of a template',
      description: 'The newest first.', tags, params, response: { 200: Type.Array(ref(BuildTemplate)) }
    }
  }, async ({ caller, params: { name } }) => {
    const versions = await templateVersions(records(caller), name)
    if (versions.length === 0) throw noSuchTemplate(name)
    return versions
  })

  scope.get('/customer-build-templates/:name/compare', {
    config: { ...shared, problems: ['build_template_not_found'] },
    schema: {
      operationId: 'compareBuildTemplates', summary: 'Compare two templates, or two versions of one', tags, params,
      querystring: Type.Object({
        version: version('Of the template of the path; default the newest.'),
        with: Type.Optional(Text({ description: 'The other template; default the same one.' })),
        withVersion: version('Of the other template; default the newest.')
      }),
      response: { 200: ref(BuildTemplateComparison) }
    }
  }, async ({ caller, params: { name }, query: { with: other = name, version, withVersion } }) => {
    const from = await ownTemplate(records(caller), name, version)
    const to = await ownTemplate(records(caller), other, withVersion)
    const [before, after] = [new Map(Object.entries(from.settings)), new Map(Object.entries(to.settings))]
    return {
      from: `${from.name}@${from.version}`,
      to: `${to.name}@${to.version}`,
      differences: [...new Set([...before.keys(), ...after.keys()])]
        .filter(setting => !isDeepStrictEqual(before.get(setting), after.get(setting)))
        .map(setting => ({ setting, from: before.get(setting) ?? null, to: after.get(setting) ?? null }))
    }
  })
}

export async function ownTemplate (
  records: ReachedRecords, name: string, version?: number
): Promise<BuildTemplate> {
  const versions = await templateVersions(records, name)
  const found = version === undefined ? versions[0] : versions.find(known => known.version === version)
  if (found === undefined) throw noSuchTemplate(version === undefined ? name : `${name}@${version}`)
  return found
}

function noSuchTemplate (name: string): Problem {
  return new Problem('build_template_not_found', `There is no template ${name}.`)
}
