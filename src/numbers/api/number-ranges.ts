import { allocationProblems } from '../../allocations/api/accept-allocated.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { changing } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { invalid } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { ReleaseRangeBody, UploadRangeBody } from '../schemas/number-range.ts'
import { numbersPerRequest } from '../schemas/upload.ts'
import { releaseNumbers } from '../tasks/release-numbers/index.ts'
import { uploadNumbers } from '../tasks/upload-numbers/index.ts'
import { notAtSite } from '../records/kept-back.ts'
import { namedAtMost } from './number-list.ts'
import { readProductContext, readRange, readTarget, toUpload } from './range-request.ts'
import { limitReleases, requestRelease } from './releases.ts'
import { requestUpload } from './request-upload.ts'
import type { JudgeUpload } from './upload-context.ts'

const tags = ['Number ranges']
const problems = ['number_busy', 'customer_not_found', 'site_not_found'] as const

/** Upload and release as a provider's staff know them: a start number and how many; tasks of the usual kinds. */
export const numberRanges = (judgeUpload: JudgeUpload): Resource => (scope, means) => {
  scope.post('/operator-connect/number-ranges/action/upload', {
    config: {
      roles: changing, versions: ['v3'], makes: uploadNumbers,
      problems: [...problems, 'number_reserved', 'number_cooling', ...allocationProblems]
    },
    schema: {
      operationId: 'uploadNumberRange', summary: 'Upload a number range',
      description:
        'The same task as an upload of numbers: the range is ordered at Microsoft and programmed on every SBC of the ' +
        'calling profile. With a SIP connection as the target, that is where the numbers lead to. The order appears ' +
        'among the number orders.',
      tags, body: ref(UploadRangeBody), response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller, body } = request
    const { msTenantId, siteId } = await readTarget(means.records(caller), body)
    return requestUpload(means, judgeUpload, request, reply, {
      msTenantId, siteId, body: toUpload(body, numbersPerRequest),
      productContext: readProductContext(body.productContext)
    })
  })

  scope.post('/operator-connect/number-ranges/action/release', {
    config: { roles: changing, versions: ['v3'], makes: releaseNumbers, problems: [...problems, 'rate_limited'] },
    schema: {
      operationId: 'releaseNumberRange', summary: 'Release a number range',
      description:
        'The same task as a release of numbers: from Microsoft, unless that is left out, then from every SBC, then ' +
        'from the records. A number that the tenant does not hold is `unchanged`. The order appears among the number ' +
        'releases. Counts as a release: 10 requests in 10 s.',
      tags, body: ref(ReleaseRangeBody), response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller, body } = request
    await limitReleases(means, request, reply)
    const { msTenantId, siteId } = await readTarget(means.records(caller), body)
    const range = readRange(body, means.config.RELEASE_NUMBERS_MAX)
    if (siteId !== undefined) await refuseElsewhere(means.records(caller), siteId, range)
    const { removeFromOperatorConnect, ticketId } = body
    return requestRelease(means, request, reply, {
      query: { msTenantId },
      body: {
        phoneNumberRanges: [range],
        ...(removeFromOperatorConnect !== undefined && { removeFromOperatorConnect }),
        ...(ticketId !== undefined && { ticketId })
      },
      productContext: readProductContext(body.productContext)
    })
  })
}

/** With a SIP connection as the target, numbers at another one stay: whoever names one means those that are there. */
async function refuseElsewhere (
  records: ReachedRecords, siteId: string, { start, end }: { start: string, end: string }
): Promise<void> {
  const count = Number(end) - Number(start) + 1
  const numbers = Array.from({ length: count }, (_, index) => `+${Number(start) + index}`)
  const elsewhere = await notAtSite(records, siteId, numbers)
  if (elsewhere.length === 0) return
  throw invalid({
    SiteGuid: elsewhere.slice(0, namedAtMost).map(number => `${number} is not at this SIP connection.`)
  })
}
