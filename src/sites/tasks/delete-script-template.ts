import { Type } from '@sinclair/typebox'
import { deleteTemplate } from '../records/script-templates.ts'
import { next, reject } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { ofProvider } from '../../schemas/partitions.ts'

/** Goal: nothing has the template any more; one that is gone already is no error. */
export const deleteScriptTemplate = defineTaskKind({
  name: 'delete-script-template',
  idPrefix: 'wtd',
  requiredScope: 'provider',
  partitionKey: ofProvider('script templates'),
  title: 'Delete a script template',
  input: Type.Object({ templateId: Type.Integer() }),
  progress: Type.Object({}),
  steps: [{
    name: 'delete',
    message: 'Deleting the script template',
    async run ({ db, task, input: { templateId }, assertLease, say }) {
      assertLease()
      if (await deleteTemplate(db, task.providerId, templateId) === 'used') {
        return reject('script_template_in_use', `SIP connections or templates name script template ${templateId}.`)
      }
      say('Information', `Script template ${templateId} deleted.`)
      return next()
    }
  }],
  conclude ({ input, failure }) {
    return {
      status: failure?.status ?? 'CompletedSuccess',
      details: [failure === undefined ? 'ScriptTemplateDeleted' : 'ScriptTemplateNotDeleted'],
      output: { ScriptTemplateId: input.templateId }
    }
  }
})
