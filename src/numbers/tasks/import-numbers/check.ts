import { reachOf, recordsOfProvider } from '../../../database/reach.ts'
import {
  abandonWaiting, closeEmptyParts, pendingRowsAfter, refuseDuplicates, refuseRows
} from '../../records/import-parts.ts'
import { importCounts } from '../../records/import-results.ts'
import { next, reject, type Outcome } from '../../../engine/define.ts'
import { rowChecker } from './check-rows.ts'
import type { ImportContext, ImportProgress } from './progress.ts'

/** Rows checked at once. */
const rowsPerPage = 1000

/** Refuses the rows that are not valid; an import that is to begin only if all are valid ends here. */
export async function check (context: ImportContext): Promise<Outcome<ImportProgress>> {
  const { db, task, input, assertLease, say } = context
  await refuseInvalidRows(context)
  assertLease()
  await refuseDuplicates(db, task)
  await closeEmptyParts(db, task)
  const counts = await importCounts(recordsOfProvider(db, task.providerId), task.id)
  if (counts.failed > 0 && input.onlyIfAllValid) {
    return reject(
      'rows_invalid',
      `${counts.failed} of ${counts.rows} rows are not valid, and the import was to begin only if all are.`
    )
  }
  const level = counts.failed > 0 ? 'Warning' : 'Information'
  say(level, `${counts.pending} of ${counts.rows} rows can be uploaded.`)
  return next({ counts })
}

/**
 * What its rows may name tenants of: what its caller acts for, and of that only what it is for, because those below may
 * try it again.
 */
const placeOf = (
  { providerId, channelId, customerId }: ImportContext['task'], input: ImportContext['input']
): Parameters<typeof reachOf>[0] => ({
  providerId, channelId: input.channelId ?? (customerId === undefined ? channelId : undefined),
  customerId: input.customerId ?? customerId
})

async function refuseInvalidRows ({ db, task, input, assertLease }: ImportContext): Promise<void> {
  const checkRows = rowChecker(db, reachOf(placeOf(task, input)), task.caller, input.reason)
  for (let after = { part: 0, line: 0 }; ;) {
    const rows = await pendingRowsAfter(db, task, after, rowsPerPage)
    after = rows.at(-1) ?? after
    const refusals = await checkRows(rows)
    assertLease()
    await refuseRows(db, task, refusals)
    if (rows.length < rowsPerPage) return
  }
}

/** Undo: rows whose upload has not begun are canceled. */
export async function abandonRows ({ db, task, assertLease }: ImportContext): Promise<Outcome<ImportProgress>> {
  assertLease()
  await abandonWaiting(db, task, { code: 'import_ended', error: 'Not begun, because the import ended before.' })
  return next({ counts: await importCounts(recordsOfProvider(db, task.providerId), task.id) })
}
