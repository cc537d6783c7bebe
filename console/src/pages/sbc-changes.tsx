import type { Shapes } from '@dialplane/client'
import { useState } from 'preact/hooks'
import { useCall } from '../api.ts'
import { ActionButton } from '../parts/action-button.tsx'
import { Table } from '../parts/table.tsx'
import { Told, When } from '../parts/told.tsx'
import type { Column } from '../parts/virtual-table.tsx'
import { Link } from '../router.tsx'
import { undoOf } from './sbc-actions.ts'

type SbcChange = Shapes['SbcChange']

const most = 50

const columns = (onEnd: () => void): ReadonlyArray<Column<SbcChange>> => [
  { title: 'Change', cell: ({ changeId }) => changeId },
  {
    title: 'Do',
    cell: ({ sbcId, changeId }) => (
      <ActionButton action={undoOf(String(sbcId), changeId)} label={`Undo change ${changeId}`} onEnd={onEnd} />
    )
  },
  { title: 'At', cell: ({ at }) => <When at={at} /> },
  { title: 'Dial plan', cell: ({ plan }) => plan },
  { title: 'Added', cell: ({ addedCount }) => addedCount },
  { title: 'Removed', cell: ({ removedCount }) => removedCount },
  {
    title: 'Tasks',
    cell: ({ taskIds }) => taskIds.map(id => <Link key={id} to={['tasks', id]}>{id}</Link>)
  }
]

/** What tasks changed on the SBC, the newest first. */
export function SbcChanges ({ sbcId, turn, onEnd }: { sbcId: string, turn: string, onEnd: () => void }) {
  const [before, setBefore] = useState<string>()
  const { data, problem } = useCall('listSbcChanges', {
    path: { sbcId }, query: { limit: most, ...before !== undefined && { before } }
  }, turn)
  const last = data?.at(-1)
  return (
    <section aria-labelledby='changes'>
      <div class='row'>
        <h2 id='changes'>Changes</h2>
        <span class='row'>
          <button type='button' disabled={before === undefined} onClick={() => setBefore(undefined)}>Newest</button>
          <button
            type='button' disabled={last === undefined || (data?.length ?? 0) < most}
            onClick={() => setBefore(last?.changeId)}
          >Older
          </button>
        </span>
      </div>
      <Told problem={problem} />
      <Table label='Changes of the SBC' columns={columns(onEnd)} rows={data ?? []} keyOf={({ changeId }) => changeId} />
    </section>
  )
}
