import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
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

export const changeListing: Listing = {
  orders: { at: [{ sql: 'h.sequence', type: 'bigint' }] }, usual: '-at',
  times: { changed: { sql: 'h.at', what: 'Found' } }
}

/** Changes, newest first unless it is asked otherwise. */
export async function catalogueHistory (
  records: ReachedRecords, { model, tenantId, key, since }: HistoryFilter, place: Place
): Promise<Part<CatalogueChange>> {
  const from = (within: string): string => `from catalogue_history h where ${within} and h.model = $4
    and ($5::uuid is null or h.ms_tenant_id = $5) and ($6::text is null or h.key = $6)
    and ($7::timestamptz is null or h.at >= $7)`
  return reachedList<CatalogueChange>(records, changeListing, place, {
    within: model === 'PartnerOperatorConsents' ? ofTenantWithin('h') : ofProviderOnly('h'),
    counted: (within, { asked }) => `select count(*) ${from(within)}${asked}`,
    rows: (within, { asked, behind, mark, tail }) => `select h.at, h.key, h.change, h.before, h.after,
      h.task_id as "taskId", h.caller${mark} ${from(within)}${asked}${behind} ${tail}`,
    values: [model, tenantId ?? null, key ?? null, since ?? null]
  })
}
