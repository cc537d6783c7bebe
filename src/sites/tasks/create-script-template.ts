import { recordsOfProvider } from '../../database/reach.ts'
import { Type } from '@sinclair/typebox'
import {
  deleteTemplate, insertTemplate, refusedBecauseCleanupGone, refusedBecauseTemplateNameTaken
} from '../records/script-templates.ts'
import { StoredTemplate } from '../schemas/built-in-templates.ts'
import { next, reject } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import {
  faultsOfTemplate, refuseGoneCleanup, refuseTakenName, refuseTemplate, TemplateOutput, templateOutput
} from './template-rules.ts'
import { ofProvider } from '../../schemas/partitions.ts'

export const createScriptTemplate = defineTaskKind({
  name: 'create-script-template',
  idPrefix: 'wtc',
  requiredScope: 'provider',
  partitionKey: ofProvider('script templates'),
  title: 'Create a script template',
  /** Its id was chosen by the request, so that a step that runs twice makes one template. */
  input: Type.Object({ template: StoredTemplate }),
  progress: TemplateOutput,
  steps: [{
    name: 'create',
    message: 'Saving the script template',
    async run ({ db, task: { providerId, id: taskId }, input: { template }, assertLease, say }) {
      const records = recordsOfProvider(db, providerId)
      const refusal = refuseTemplate(await faultsOfTemplate(records, template))
      if (refusal !== undefined) return refusal
      assertLease()
      try {
        await insertTemplate(db, providerId, template, taskId)
      } catch (error) {
        if (refusedBecauseTemplateNameTaken(error)) return refuseTakenName()
        if (refusedBecauseCleanupGone(error)) return refuseGoneCleanup(template.cleanupScript)
        throw error
      }
      say('Information', `Script template ${template.id} saved.`)
      return next(await templateOutput(records, template))
    },
    async undo ({ db, task, input: { template }, assertLease }) {
      assertLease()
      const outcome = await deleteTemplate(db, task.providerId, template.id)
      return outcome === 'gone'
        ? next()
        : reject('script_template_in_use', `Script template ${template.id} is used already and stays.`)
    }
  }],
  conclude ({ progress, failure }) {
    return {
      status: failure?.status ?? 'CompletedSuccess',
      details: [failure === undefined ? 'ScriptTemplateCreated' : 'ScriptTemplateNotCreated'],
      output: failure === undefined ? { ...progress } : {}
    }
  }
})
