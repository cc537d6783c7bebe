import { recordsOfProvider } from '../../database/reach.ts'
import { randomUUID } from 'node:crypto'
import { Type } from '@sinclair/typebox'
import { channelOf } from '../../tenancy/records/channels.ts'
import { askingMoment, rememberConsents } from '../records/consents.ts'
import { deleteDirectLead, insertDirectLead } from '../records/direct-leads.ts'
import { leadTaken } from '../records/leads.ts'
import { minutes, next, reject, wait } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { askForJob, pollSeconds } from '../../numbers/tasks/polling.ts'
import { byTenant } from '../../schemas/partitions.ts'

/** Adds a tenant as a lead without its consent: in our records, and at Microsoft. */
export const createLead = defineTaskKind({
  name: 'create-lead',
  idPrefix: 'wlc',
  requiredScope: 'channel',
  partitionKey: byTenant,
  title: 'Create a lead without consent',
  input: Type.Object({
    leadId: Type.String(), msTenantId: Type.String(), companyName: Type.String(),
    channelId: Type.Optional(Type.Integer())
  }),
  progress: Type.Object({
    /** Stored before the request goes out; from then on a lead at Microsoft may be ours. */
    operationId: Type.String(),
    sent: Type.Boolean(),
    /** How often it was looked for since Microsoft accepted it; absent before. */
    polls: Type.Integer()
  }),
  steps: [
    {
      name: 'remember-lead',
      message: 'Remembering the lead',
      async run ({ db, task, input }) {
        const { leadId: id, msTenantId, companyName, channelId } = input
        const records = recordsOfProvider(db, task.providerId)
        const taken = await leadTaken(records, msTenantId, companyName, id)
        if (taken.tenant) return reject('lead_exists', 'The tenant is a lead already.')
        if (taken.name) return reject('lead_exists', 'Another lead has the company name.')
        if (channelId !== undefined && await channelOf(records, channelId) === undefined) {
          return reject('channel_unknown', `Channel ${channelId} does not exist any more.`)
        }
        return next(
          { operationId: randomUUID(), sent: false },
          trx => insertDirectLead(trx, { providerId: task.providerId, id, msTenantId, companyName, channelId })
        )
      },
      async undo ({ task, input }) {
        return next({}, trx => deleteDirectLead(trx, task.providerId, input.leadId))
      }
    },
    {
      name: 'send-to-microsoft',
      message: 'Adding the lead at Microsoft',
      giveUpAfter: minutes(10),
      async run (context) {
        const { db, task, input, microsoft } = context
        const { operationId = randomUUID(), sent = false, polls } = context.progress
        const [seenAt, asked] = [context.now().toISOString(), await askingMoment(db)]
        const found = await microsoft.findConsent(task.providerId, input.msTenantId)
        if (found?.isDirect === false && found.status !== 'Removed') {
          await db.transaction(trx => rememberConsents(trx, task.providerId, [found], seenAt, asked))
          return reject('lead_exists', 'The tenant has consented itself meanwhile.')
        }
        if (found?.isDirect === true) {
          return next({}, trx =>
            rememberConsents(trx, task.providerId, [found], seenAt, asked))
        }
        // Microsoft has accepted it, which is not to have it.
        if (polls !== undefined) return wait(pollSeconds(polls), { polls: polls + 1 })
        if (!sent) await context.record({ operationId, sent: true })
        const made = await microsoft.createLead(task.providerId, input.msTenantId, operationId, input.companyName)
        if (made.status === 'created') {
          context.say('Information', 'Lead accepted by Microsoft.')
          const shown = await microsoft.findConsent(task.providerId, input.msTenantId)
          if (shown?.isDirect !== true) return wait(pollSeconds(0), { polls: 0 })
          return next({}, trx => rememberConsents(trx, task.providerId, [shown], seenAt, asked))
        }
        // it arrived after all, or the tenant was quicker: look again
        if (made.code === 'ConsentAlreadyExists' && found === undefined) return wait(1)
        await context.record({ sent }) // a refusal is an answer: this one made nothing
        if (made.code === 'TenantNotFound') return reject('tenant_unknown', 'Microsoft does not know the tenant.')
        return reject('refused_by_microsoft', `Microsoft refused the lead: ${made.reason} (${made.code}).`)
      },
      async undo (context) {
        const { task, input, progress, microsoft } = context
        if (progress.sent !== true) return next()
        const found = await askForJob(async () =>
          (await microsoft.findConsent(task.providerId, input.msTenantId))?.isDirect === true ? 'ours' : undefined
        )
        if (found === undefined) return next()
        const removed = await microsoft.removeLead(task.providerId, input.msTenantId, randomUUID())
        if (removed.status === 'refused') {
          return reject('not_taken_back', `Microsoft keeps the lead: ${removed.reason} (${removed.code}).`)
        }
        context.say('Information', 'Lead taken back from Microsoft.')
        return next()
      }
    }
  ],
  conclude ({ input, failure }) {
    const status = failure?.status ?? 'CompletedSuccess'
    return {
      status, details: [failure === undefined ? 'LeadCreated' : 'LeadNotCreated'],
      output: { LeadId: failure === undefined ? input.leadId : null, MsTenantId: input.msTenantId }
    }
  }
})
