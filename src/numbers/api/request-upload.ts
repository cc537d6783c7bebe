import type { FastifyReply, FastifyRequest } from 'fastify'
import { usesOfNumbers } from '../../allocations/schemas/use.ts'
import { BadFields } from '../../http/bad-fields.ts'
import { acceptTask } from '../../http/accept-task.ts'
import type { ApiDependencies } from '../../http/resource.ts'
import { invalid } from '../../problems.ts'
import type { UploadContext } from '../records/upload-context.ts'
import type { UploadBody } from '../schemas/upload.ts'
import { targetRefusals } from '../tasks/upload-rules.ts'
import { uploadNumbers } from '../tasks/upload-numbers/index.ts'
import { acceptUpload } from './accept-upload.ts'
import { planUpload } from './plan-upload.ts'
import type { JudgeUpload } from './upload-context.ts'
import { parseUpload, toUploadInput } from './upload-request.ts'
import { numberingFor } from '../../tenancy/records/numbering-overrides.ts'

interface Asked {
  readonly msTenantId: string
  readonly body: UploadBody
  /** The site that the numbers are for; any site of the customer otherwise. */
  readonly siteId?: string | undefined
  readonly productContext?: string
}

/** Judges an upload, in whatever form it was asked for, and stores its task. */
export async function requestUpload (
  { records, queue }: Pick<ApiDependencies, 'records' | 'queue'>, judgeUpload: JudgeUpload, request: FastifyRequest,
  reply: FastifyReply, { msTenantId, body, siteId, productContext }: Asked
): Promise<{ taskId: string }> {
  const { caller } = request
  const bad = new BadFields()
  const upload = await bad.await(parseUpload(numberingFor(records(caller)), body))
  const callingProfile = bad.read(() => body.callingProfile)
  const question = { reach: caller.reach, msTenantId, callingProfile: callingProfile ?? '' }
  if (upload === undefined || callingProfile === undefined) {
    return judgeUpload(question, async facts => {
      const { MsTenantId, CallingProfile } = targetRefusals(facts)
      throw invalid({
        ...bad.errors, ...(MsTenantId !== undefined && { MsTenantId }),
        ...(CallingProfile !== undefined && callingProfile !== undefined && { CallingProfile })
      })
    })
  }
  const { numbers } = upload
  const uses = usesOfNumbers(numbers, 'PhoneNumbers')
  return judgeUpload(
    question,
    async (facts, precondition) => {
      const { customer } = facts
      const input = {
        ...toUploadInput(msTenantId, body, upload, facts),
        ...(siteId !== undefined && { siteId: reachedSite(siteId, facts) }),
        ...(productContext !== undefined && { productContext })
      }
      return acceptUpload(records, caller, { numbers, uses, customer, reason: body.reason }, ownPrecondition =>
        acceptTask(queue, request, reply, {
          kind: uploadNumbers, input, items: numbers, msTenantId,
          customerId: customer?.id, channelId: customer?.channelId ?? undefined, ticketId: body.ticketId,
          precondition, ownPrecondition, plan: () => planUpload(records(caller), facts, input, numbers)
        }))
    }
  )
}

/** Numbers reach a site through the SBC that it is on, so that the calling profile must lead there. */
function reachedSite (siteId: string, { sites, sbcIds }: UploadContext): string {
  const site = sites.find(({ id }) => id === siteId)
  if (site === undefined) throw invalid({ SiteGuid: [`SIP connection ${siteId} is not one of the customer.`] })
  if (!sbcIds.includes(site.sbcId)) {
    throw invalid({
      SiteGuid: [`${site.name} is on SBC ${site.sbcId}, to which no trunk of the calling profile leads.`]
    })
  }
  return siteId
}
