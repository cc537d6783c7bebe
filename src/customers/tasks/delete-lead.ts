import { recordsOfProvider } from '../../database/reach.ts'
import { randomUUID } from 'node:crypto'
import { Type } from '@sinclair/typebox'
import { deleteDirectLead, keepLead, retireLead } from '../records/direct-leads.ts'
import { leadsMeant } from '../records/leads.ts'
import { minutes, next, reject, wait } from '../../engine/define.ts'
import { pollSeconds } from '../../numbers/tasks/polling.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { byTenant } from '../../schemas/partitions.ts'

/** Takes a lead without consent back, at Microsoft and from our records. */
export const deleteLead = defineTaskKind({
  name: 'delete-lead',
  idPrefix: 'wld',
  requiredScope: 'channel',
  partitionKey: byTenant,
  title: 'Delete a lead without consent',
  input: Type.Object({ leadId: Type.String(), msTenantId: Type.String() }),
  progress: Type.Object({
    statusBefore: Type.String(),
    /** Stored before Microsoft is told: from then on it may have done it. */ sent: Type.Boolean(),
    /** How often it was looked for since Microsoft accepted that it goes; absent before. */ polls: Type.Integer()
  }),
  steps: [
    {
      name: 'retire-lead',
      message: 'Checking that nothing depends on the lead',
      async run ({ db, task, input }) {
        const [lead] = await leadsMeant(recordsOfProvider(db, task.providerId), input.leadId)
        if (lead === undefined) return next() // gone already, which is what was asked for
        if (!lead.isDirect) return reject('lead_in_use', 'The tenant consented itself; only it can take that back.')
        if (lead.customerId !== null) return reject('lead_in_use', 'The lead is licensed.')
        if (lead.hasNumbers) return reject('lead_in_use', 'The tenant has numbers.')
        // How that task ends decides what there is left to do.
        if (lead.deletingTask !== null && lead.deletingTask !== task.id) return wait(1)
        return next({ statusBefore: lead.status }, trx => retireLead(trx, task.providerId, lead.id, task.id))
      },
      async undo ({ task, input, progress }) {
        const { statusBefore } = progress
        return statusBefore === undefined
          ? next()
          : next({}, trx => keepLead(trx, task.providerId, input.leadId, task.id, statusBefore))
      }
    },
    {
      name: 'remove-at-microsoft',
      message: 'Removing the lead at Microsoft',
      giveUpAfter: minutes(10),
      async run (context) {
        const { task, input, microsoft, progress } = context
        if (progress.sent !== true) await context.record({ sent: true })
        if (progress.polls === undefined) {
          const removed = await microsoft.removeLead(task.providerId, input.msTenantId, randomUUID())
          // Its own consent has taken the place of ours.
          if (removed.status === 'refused' && removed.code !== 'ConsentGivenByTenant') {
            return reject('lead_in_use', `Microsoft keeps the lead: ${removed.reason} (${removed.code}).`)
          }
        }
        const shown = await microsoft.findConsent(task.providerId, input.msTenantId)
        if (shown?.isDirect === true && shown.status !== 'Removed') {
          const polls = progress.polls ?? 0
          return wait(pollSeconds(polls), { polls: polls + 1 })
        }
        context.say('Information', 'Lead removed at Microsoft.')
        return next()
      },
      async undo ({ task, input, microsoft, progress }) {
        if (progress.sent !== true) return next()
        const found = await microsoft.findConsent(task.providerId, input.msTenantId)
        // In the tenant's own consent the lead lives on, as it does for a synchronization.
        if (found !== undefined && (found.isDirect || found.status !== 'Removed')) return next()
        return reject(
          'not_taken_back',
          'Microsoft has removed the lead already. Delete it again to remove it from the records too, and create it ' +
          'anew if it is to stay.'
        )
      }
    },
    {
      name: 'forget-lead',
      message: 'Removing the lead from the records',
      async run ({ db, task, input }) {
        const [lead] = await leadsMeant(recordsOfProvider(db, task.providerId), input.leadId)
        if (lead !== undefined && lead.customerId !== null) {
          return reject('lead_in_use', 'The lead was licensed meanwhile and stays in the records.')
        }
        return next({}, trx => deleteDirectLead(trx, task.providerId, input.leadId))
      }
    }
  ],
  onEnd ({ task, input }) {
    return trx => keepLead(trx, task.providerId, input.leadId, task.id)
  },
  conclude ({ input, failure }) {
    return {
      status: failure?.status ?? 'CompletedSuccess',
      details: [failure === undefined ? 'LeadDeleted' : 'LeadNotDeleted'],
      output: { LeadId: input.leadId, MsTenantId: input.msTenantId }
    }
  }
})
