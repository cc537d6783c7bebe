import { recordsOfProvider } from '../../database/reach.ts'
import { Type } from '@sinclair/typebox'
import {
  lockTemplate, refusedBecauseCleanupGone, refusedBecauseTemplateNameTaken, updateTemplate
} from '../records/script-templates.ts'
import { next, reject } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import {
  faultsOfTemplate, refuseGoneCleanup, refuseTakenName, refuseTemplate, TemplateChange, TemplateOutput, templateOutput
} from './template-rules.ts'
import { ofProvider } from '../../schemas/partitions.ts'

/** Goal: the template is as asked; what others change of it at the same time holds as well. */
export const editScriptTemplate = defineTaskKind({
  name: 'edit-script-template',
  idPrefix: 'wte',
  requiredScope: 'provider',
  partitionKey: ofProvider('script templates'),
  title: 'Edit a script template',
  input: Type.Object({ templateId: Type.Integer(), change: TemplateChange }),
  progress: TemplateOutput,
  steps: [{
    name: 'edit',
    message: 'Saving the script template',
    async run ({ db, task: { providerId, id: taskId }, input: { templateId, change }, assertLease, say }) {
      assertLease()
      try {
        const outcome = await db.transaction(async trx => {
          const stored = await lockTemplate(trx, providerId, templateId, taskId)
          if (stored === undefined) {
            return reject('script_template_not_found', `Script template ${templateId} does not exist any more.`)
          }
          const template = { ...stored, ...change }
          const records = recordsOfProvider(trx, providerId)
          const refusal = refuseTemplate(await faultsOfTemplate(records, template))
          if (refusal !== undefined) return refusal
          await updateTemplate(trx, providerId, template)
          return next(await templateOutput(records, template))
        })
        if (outcome.type === 'next') say('Information', `Script template ${templateId} saved.`)
        return outcome
      } catch (error) {
        if (refusedBecauseTemplateNameTaken(error)) return refuseTakenName()
        if (refusedBecauseCleanupGone(error)) return refuseGoneCleanup(change.cleanupScript ?? null)
        throw error
      }
    }
  }],
  conclude ({ progress, failure }) {
    return {
      status: failure?.status ?? 'CompletedSuccess',
      details: [failure === undefined ? 'ScriptTemplateEdited' : 'ScriptTemplateNotEdited'],
      output: failure === undefined ? { ...progress } : {}
    }
  }
})
