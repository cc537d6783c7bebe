import { Type } from '@sinclair/typebox'
import { next, reject } from '../../engine/define.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { Words } from '../../schemas/value.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { deleteTemplate, insertVersion, withdrawVersion } from '../records/templates.ts'
import { templateTypes } from '../schemas/template.ts'

const OrNothing = Type.Union([Type.String(), Type.Null()])

/** Goal: the template has this version. */
export const keepBuildTemplate = defineTaskKind({
  name: 'keep-build-template',
  idPrefix: 'btm',
  requiredScope: 'provider',
  partitionKey: ofProvider('build templates'),
  title: 'Clone or edit a template of customer builds',
  input: Type.Object({
    name: Type.String(), version: Type.Integer(), type: Words(templateTypes), description: OrNothing,
    clonedFrom: OrNothing, settings: Type.Record(Type.String(), Type.Unknown())
  }),
  progress: Type.Object({}),
  steps: [{
    name: 'keep',
    message: 'Writing the version down',
    async run ({ db, task: { providerId, id }, input, assertLease }) {
      assertLease()
      return await insertVersion(db, providerId, id, input) === 'kept'
        ? next()
        : reject('build_template_changed', `Another request made version ${input.version} of ${input.name}.`)
    },
    async undo ({ task: { providerId, id } }) {
      return next({}, trx => withdrawVersion(trx, providerId, id))
    }
  }],
  conclude: ({ input, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess', details: [failure === undefined ? 'BuildTemplateKept' : null],
    output: { Name: input.name, Version: input.version }
  })
})

/** Goal: there is no such template. Documents that name it cannot be built any more. */
export const removeBuildTemplate = defineTaskKind({
  name: 'remove-build-template',
  idPrefix: 'btr',
  requiredScope: 'provider',
  partitionKey: ofProvider('build templates'),
  title: 'Remove a template of customer builds',
  input: Type.Object({ name: Type.String() }),
  progress: Type.Object({}),
  steps: [{
    name: 'remove',
    message: 'Taking the template out of the records',
    run: async ({ task: { providerId }, input }) => next({}, trx => deleteTemplate(trx, providerId, input.name))
  }],
  conclude: ({ input, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess', details: [failure === undefined ? 'BuildTemplateRemoved' : null],
    output: { Name: input.name }
  })
})
