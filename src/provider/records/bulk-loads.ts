import type { ReachedRecords } from '../../database/reach.ts'
import { ofProviderOnly } from '../../tenancy/records/reach.ts'
import type { RowResult } from '../schemas/bulk-load.ts'
import type { LoadedRow } from '../schemas/loaded-row.ts'

interface Stored {
  readonly status: string
  readonly rows: LoadedRow[]
  readonly refused: Readonly<Record<string, string>> | null
  readonly children: ReadonlyArray<{ key: string, id: string, status: string, reason: string | null }>
  /** Numbers that did not come to what their rows asked. */
  readonly failures: ReadonlyArray<{ taskId: string, key: string, error: string | null }>
}

export interface StoredLoad { readonly status: string, readonly rows: RowResult[] }

/** A load, and what became of its rows; undefined when there is none of that id. */
export async function bulkLoad (records: ReachedRecords, id: string): Promise<StoredLoad | undefined> {
  const { rows: [load] } = await records.query<Stored & Record<string, unknown>>({
    within: ofProviderOnly('t'),
    text: within => `select t.status, t.input -> 'rows' as rows, t.progress -> 'refused' as refused,
        coalesce((select jsonb_agg(jsonb_build_object('key', c.child_key, 'id', c.id, 'status', c.status,
            'reason', c.failure ->> 'reason'))
          from task c where c.provider_id = t.provider_id and c.parent_id = t.id), '[]') as children,
        coalesce((select jsonb_agg(jsonb_build_object('taskId', i.task_id, 'key', i.key, 'error', i.error))
          from task c join task_item i on i.provider_id = c.provider_id and i.task_id = c.id
          where c.provider_id = t.provider_id and c.parent_id = t.id and i.outcome in ('failed', 'rolled-back')),
          '[]') as failures
      from task t where ${within} and t.id = $4 and t.kind = 'load-sheets'`,
    values: [id]
  })
  return load === undefined ? undefined : { status: load.status, rows: resultsOf(load) }
}

function resultsOf ({ rows, refused, children, failures }: Stored): RowResult[] {
  const byKey = new Map(children.map(child => [child.key, child]))
  const byNumber = new Map(failures.map(one => [`${one.taskId} ${one.key}`, one.error]))
  return rows.map(row => {
    const { sheet, line, cells, request, error } = row
    const told = (result: RowResult['result'], why: string | null = null, taskId: string | null = null): RowResult =>
      ({ sheet, line, cells, result, error: why, taskId })
    if (error !== undefined) return told('failed', error)
    if (request === undefined) return told('unchanged')
    const child = byKey.get(request)
    if (child === undefined) {
      const why = refused?.[request]
      return why === undefined ? told('pending') : told('failed', why)
    }
    const number = `${child.id} ${cells['telephoneNumber'] ?? ''}`
    if (byNumber.has(number)) return told('failed', byNumber.get(number) ?? null, child.id)
    if (child.status === 'InProgress') return told('pending', null, child.id)
    const isPartly = child.status === 'CompletedWithErrors' && sheet === 'Inventory' // of other numbers
    if (child.status === 'CompletedSuccess' || isPartly) return told('succeeded', null, child.id)
    return told('failed', child.reason ?? `Task ${child.id} ended as ${child.status}.`, child.id)
  })
}
