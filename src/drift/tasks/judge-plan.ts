import type { Queryable } from '../../database/connect.ts'
import { readUploadContexts, type UploadContext } from '../../numbers/records/upload-context.ts'
import { refusals } from '../../numbers/tasks/upload-rules.ts'
import { asE164 } from '../../schemas/phone-number.ts'
import { isUsage, type Usage } from '../../schemas/vocabulary/usage.ts'
import { countryToName } from '../../numbers/tasks/upload-rules.ts'
import { plannedUploads, refusePlanned, type PlannedUpload } from '../records/plan-making.ts'

interface PlanKey { readonly providerId: number, readonly id: string }

const atOnce = 2000

/** Judges what a plan would upload by the rules of uploads, number by number; what they refuse is not planned. */
export async function judgePlan (trx: Queryable, plan: PlanKey): Promise<void> {
  const contexts = new Map<string, UploadContext | undefined>()
  for (let after = ''; ;) {
    const uploads = await plannedUploads(trx, plan, after, atOnce)
    const refused = new Map<string, string>()
    for (const upload of uploads) {
      const reason = await reasonAgainst(trx, plan, upload, contexts)
      if (reason !== undefined) refused.set(upload.number, reason)
    }
    await refusePlanned(trx, plan, refused)
    after = uploads.at(-1)?.number ?? after
    if (uploads.length < atOnce) return
  }
}

async function reasonAgainst (
  trx: Queryable, { providerId }: PlanKey, { number, msTenantId, settings }: PlannedUpload,
  contexts: Map<string, UploadContext | undefined>
): Promise<string | undefined> {
  const { usage, callingProfileId } = settings
  if (!isUsage(usage) || callingProfileId === null) return 'Neither side says its usage and its calling profile.'
  const key = `${msTenantId} ${callingProfileId}`
  if (!contexts.has(key)) {
    const [facts] = await readUploadContexts(trx, [{ providerId, msTenantId, callingProfile: callingProfileId }])
    contexts.set(key, facts)
  }
  const facts = contexts.get(key)
  if (facts === undefined) return 'The tenant is not known.'
  const reasons = Object.values(refusals(asked(number, usage, settings, facts), facts)).flat()
  return reasons.length > 0 ? reasons.slice(0, 3).join(' ') : undefined
}

function asked (
  number: string, usage: Usage, settings: PlannedUpload['settings'], facts: UploadContext
): Parameters<typeof refusals>[0] {
  return {
    numbers: [asE164(number)], usage, additionalUsages: (settings.additionalUsages ?? []).filter(isUsage),
    capabilities: settings.capabilities, country: countryToName(asE164(number), facts), typeOfService: undefined,
    // Microsoft has the address of one that is there; nobody is asked for it again.
    workflowVersion: 3, hasAddress: true, allowTenantAddressUpdate: undefined
  }
}
