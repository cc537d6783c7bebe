import { reachedPage, type Page } from '../../database/page.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofProviderOnly, ofTenantWithin } from '../../tenancy/records/reach.ts'
import type { CatalogueChange } from '../schemas/consent.ts'
import type { ModelType } from '../schemas/sync-models.ts'

/** Which changes a caller asks for. Those of consents are also of the customer; all others of the provider alone. */
export interface HistoryFilter {
  model: ModelType
  tenantId?: string | undefined
  key?: string | undefined
  since?: string | undefined
}

/** One page of changes, newest first. */
export async function catalogueHistory (
  records: ReachedRecords, { model, tenantId, key, since }: HistoryFilter, offset: number, limit: number
): Promise<Page<CatalogueChange>> {
  const from = (within: string): string => `from catalogue_history h where ${within} and h.model = $4
    and ($5::uuid is null or h.ms_tenant_id = $5) and ($6::text is null or h.key = $6)
    and ($7::timestamptz is null or h.at >= $7)`
  return reachedPage<CatalogueChange>(records, {
    within: model === 'PartnerOperatorConsents' ? ofTenantWithin('h') : ofProviderOnly('h'),
    counted: within => `select count(*) ${from(within)}`,
    page: within => `select h.at, h.key, h.change, h.before, h.after, h.task_id as "taskId", h.caller ${from(within)}
      order by h.sequence desc offset $8 limit $9`,
    values: [model, tenantId ?? null, key ?? null, since ?? null, offset, limit]
  })
}
