import type { Queryable } from '../../database/connect.ts'
import type { PendingRow, RowRefusal } from '../records/import-parts.ts'
import { readUploadContexts, type UploadContext } from '../records/upload-context.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import { refusals } from './upload-rules.ts'

/** The part of the tree that rows may speak of. */
export interface ImportScope { channelId?: number | undefined, customerId?: string | undefined }

/** Answers kept before they are asked for anew: rows of one customer follow each other. */
const remembered = 500

/** Columns by the field names of uploads. */
const columns: Readonly<Record<string, string>> = {
  MsTenantId: 'msTenantId', CallingProfile: 'callingProfileId', Usage: 'usage', AdditionalUsages: 'additionalUsages',
  Capabilities: 'capabilities', Country: 'country', TypeOfService: 'typeOfService', Address: 'civicAddressId',
  PhoneNumbers: 'telephoneNumber'
}

/** Judges rows by the rules of an upload, each for itself, so that a bad one does not speak against its neighbours. */
export function rowJudge (
  db: Queryable, providerId: number, scope: ImportScope
): (rows: readonly PendingRow[]) => Promise<RowRefusal[]> {
  const known = new Map<string, UploadContext>()

  async function learn (rows: readonly PendingRow[]): Promise<void> {
    if (known.size > remembered) known.clear()
    const missing = new Map(rows.filter(row => !known.has(keyOf(row))).map(row => [keyOf(row), row.settings]))
    const answers = await readUploadContexts(
      db, [...missing.values()].map(({ msTenantId, callingProfile }) => ({ providerId, msTenantId, callingProfile }))
    )
    for (const [index, key] of [...missing.keys()].entries()) {
      const facts = answers[index]
      // What lies beyond the caller's part of the tree does not exist for it.
      if (facts !== undefined) known.set(key, isReached(facts, scope) ? facts : { ...facts, leads: [], customer: null })
    }
  }

  return async rows => {
    await learn(rows)
    return rows.flatMap(row => {
      const facts = known.get(keyOf(row))
      if (facts === undefined) return []
      const { civicAddressId, locationId, addressText, locationText, ...settings } = row.settings
      const errors = Object.entries(refusals({
        ...settings, country: settings.country, typeOfService: settings.typeOfService,
        allowTenantAddressUpdate: settings.allowTenantAddressUpdate, workflowVersion: 3,
        hasAddress: [civicAddressId, locationId, addressText, locationText].some(part => part !== undefined),
        numbers: [row.number as E164]
      }, facts))
      if (errors.length === 0) return []
      const blamed = errors.map(([field]) => columns[field] ?? 'telephoneNumber')
      return [{
        line: row.line, column: blamed.join(' '), code: 'row_refused',
        error: errors.flatMap(([, messages]) => messages).join(' ')
      }]
    })
  }
}

function keyOf ({ settings: { msTenantId, callingProfile } }: PendingRow): string {
  return `${msTenantId} ${callingProfile}`
}

function isReached ({ customer }: UploadContext, { channelId, customerId }: ImportScope): boolean {
  if (customerId !== undefined) return customer?.id === customerId
  if (channelId !== undefined) return customer?.channelId === channelId
  return true
}
