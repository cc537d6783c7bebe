import { Type } from '@sinclair/typebox'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { UploadBody } from '../schemas/upload.ts'
import { uploadNumbers } from '../tasks/upload-numbers/index.ts'
import { allocationProblems } from '../../allocations/api/accept-allocated.ts'
import { BadFields } from '../../http/bad-fields.ts'
import { changing } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { msTenantIdQuery, readTenantId } from '../../tenancy/api/tenant-query.ts'
import type { JudgeUpload } from './upload-context.ts'
import { parseUpload } from './upload-request.ts'
import { requestUpload } from './request-upload.ts'
import { numberingFor } from '../../tenancy/records/numbering-overrides.ts'

export const uploads = (judgeUpload: JudgeUpload): Resource => (scope, { records, queue }) => {
  scope.post('/oc/numbers/action/upload', {
    config: {
      roles: changing, makes: uploadNumbers,
      problems: ['number_busy', 'number_reserved', 'number_cooling', ...allocationProblems]
    },
    bodyLimit: 2 * 1024 * 1024, // 10,000 numbers in pretty-printed JSON fit several times
    schema: {
      operationId: 'uploadNumbers',
      summary: 'Upload numbers to a customer',
      description:
        'Uploads numbers and ranges to the tenant at Microsoft and programs them on every SBC of the calling ' +
        'profile. Numbers already uploaded to this tenant are left as they are. Below the provider, the numbers must ' +
        'be allocated to the customer, or to the channel that asks.',
      tags: ['Numbers'],
      querystring: Type.Object({ msTenantId: msTenantIdQuery }),
      body: ref(UploadBody),
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const bad = new BadFields()
    const msTenantId = bad.read(() => readTenantId(request.query.msTenantId))
    // Without a tenant there is nothing to judge the others by; what they are in themselves is told with it.
    if (msTenantId === undefined) await bad.await(parseUpload(numberingFor(records(request.caller)), request.body))
    bad.refuse()
    const asked = { msTenantId: msTenantId ?? '', body: request.body }
    return requestUpload({ records, queue }, judgeUpload, request, reply, asked)
  })
}
