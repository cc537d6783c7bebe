import { Type } from '@sinclair/typebox'
import {
  askingMoment, leadCounts, newAmong, rememberConsents, settleLeads, signChanges, unseenLeads
} from '../records/consents.ts'
import { approval, type Asked } from '../../engine/approval.ts'
import { minutes, next, wait } from '../../engine/define.ts'
import { defineTaskKind, type StepContext } from '../../upstreams/guarded/tools.ts'
import { leadingAnswers } from '../../engine/leading-answers.ts'
import { PageCursor } from '../../upstreams/microsoft/page-cursor.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { operatorTenantIds } from '../../tenancy/records/operator-connections.ts'
import { braked } from '../../tenancy/tasks/braked.ts'

/** Leads that the list did not show are asked for one by one, so many at a time. */
const lookupsAtOnce = 20

/** A list that has become much shorter is asked about once, for all that it lacks, however many of them are there. */
async function brakedLeads (
  context: Pick<StepContext<unknown, unknown>, 'db' | 'task' | 'approved'>, removed: number, gone: number, since: string
): Promise<Asked | undefined> {
  if (gone === removed) return undefined
  const { held, unseen } = await leadCounts(context.db, context.task.providerId, since)
  const removal = { action: 'mark-leads', things: 'leads', held: () => Promise.resolve(removed + held) } as const
  return await braked(context, { ...removal, count: gone }) && braked(context, { ...removal, count: removed + unseen })
}

/** Brings our leads in line with the consents that Microsoft has: all of them, or those of one tenant. */
export const synchronizeLeads = defineTaskKind({
  name: 'synchronize-leads',
  idPrefix: 'wls',
  requiredScope: 'customer',
  partitionKey: ofProvider('leads'),
  isEqualByInput: true,
  title: 'Synchronize leads with Microsoft',
  input: Type.Object({ msTenantId: Type.Optional(Type.String()) }),
  progress: Type.Object({
    /** When it began. Leads that were seen since are settled. */
    since: Type.String(),
    cursor: Type.Union([PageCursor, Type.Null()]),
    /** Operator Connect tenants whose consents were read to the end. */
    tenantsRead: Type.Integer(),
    read: Type.Integer(),
    added: Type.Integer(),
    removed: Type.Integer()
  }),
  steps: [
    {
      name: 'read-consents',
      message: 'Reading the consents that Microsoft has',
      timeLimit: minutes(2),
      giveUpAfter: minutes(60),
      async run ({ db, task, input, progress, microsoft, now }) {
        const { since = now().toISOString(), cursor, tenantsRead = 0, read = 0, added = 0 } = progress
        const asked = await askingMoment(db)
        const tenants = await operatorTenantIds(db, task.providerId)
        const operatorTenantId = input.msTenantId === undefined ? tenants[tenantsRead] : undefined
        const { consents, next: following } = input.msTenantId === undefined
          ? await microsoft.consents(task.providerId, operatorTenantId, cursor ?? undefined)
          : {
              consents: [await microsoft.findConsent(task.providerId, input.msTenantId)].filter(consent =>
                consent !== undefined
              ),
              next: undefined
            }
        const counts = {
          since, read: read + consents.length, added: added + await newAmong(db, task.providerId, consents, asked)
        }
        const remember = async (trx: Parameters<typeof rememberConsents>[0]): Promise<void> => {
          await signChanges(trx, { taskId: task.id, caller: task.caller })
          await rememberConsents(trx, task.providerId, consents, since, asked, operatorTenantId)
        }
        if (following !== undefined) return wait(0, { ...counts, cursor: following }, remember)
        return input.msTenantId === undefined && tenantsRead + 1 < tenants.length
          ? wait(0, { ...counts, cursor: null, tenantsRead: tenantsRead + 1 }, remember)
          : next(counts, remember)
      }
    },
    {
      name: 'settle-missing',
      message: 'Asking for leads that the list did not show',
      timeLimit: minutes(2),
      giveUpAfter: minutes(60),
      async run (context) {
        const { db, task, input, progress, microsoft } = context
        const { since = context.now().toISOString(), removed = 0 } = progress
        // The list may have shifted while it was read, so that a lead it lacks is not gone for that alone.
        const unseen = await unseenLeads(db, task.providerId, since, input.msTenantId, lookupsAtOnce)
        if (unseen.length === 0) {
          context.say(
            'Information',
            `${progress.read ?? 0} consents read, ${progress.added ?? 0} leads added, ${removed} removed by Microsoft.`
          )
          return next()
        }
        const asked = await askingMoment(db)
        const found = await leadingAnswers(unseen, lead => microsoft.findConsent(task.providerId, lead.msTenantId))
        // A direct lead lives on in the tenant's own consent; a consent does not live on in a direct lead.
        const settled = unseen.slice(0, found.length).map(({ id, isDirect }, index) => {
          const consent = found[index]
          return { id, status: consent === undefined || (consent.isDirect && !isDirect) ? 'Removed' : consent.status }
        })
        const gone = removed + settled.filter(lead => lead.status === 'Removed').length
        const awaited = input.msTenantId === undefined ? await brakedLeads(context, removed, gone, since) : undefined
        if (awaited !== undefined) return approval(awaited)
        return wait(0, { removed: gone }, async trx => {
          await signChanges(trx, { taskId: task.id, caller: task.caller })
          await rememberConsents(trx, task.providerId, found.filter(consent => consent !== undefined), since, asked)
          await settleLeads(trx, task.providerId, settled, since, asked)
        })
      }
    }
  ],
  conclude ({ progress: { read = 0, added = 0, removed = 0 }, failure }) {
    return {
      status: failure?.status ?? 'CompletedSuccess',
      details: [failure === undefined ? 'LeadsSynchronized' : 'LeadsNotSynchronized'],
      output: { ConsentsRead: read, LeadsAdded: added, LeadsRemoved: removed }
    }
  }
})
