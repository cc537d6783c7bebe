import type { Shapes } from '@dialplane/client'
import { useState } from 'preact/hooks'
import { useApi, useCall } from '../api.ts'
import { oneOf } from '../parts/action.ts'
import { Dialog } from '../parts/dialog.tsx'
import { StartButton } from '../parts/start-button.tsx'
import { Table } from '../parts/table.tsx'
import { TaskProgress } from '../parts/task-progress.tsx'
import { Badge, counted, Told } from '../parts/told.tsx'
import { usePages } from '../parts/use-pages.ts'
import { VirtualTable, type Column } from '../parts/virtual-table.tsx'

type Item = Shapes['RepairItem']
type Effect = Shapes['RepairPlan']['effects'][number]

const effects: ReadonlyArray<Column<Effect>> = [
  { title: 'Class', cell: effect => effect.class },
  { title: 'What is done', cell: ({ repair }) => repair },
  { title: 'Numbers', cell: ({ count }) => count },
  { title: 'Done', cell: ({ succeeded }) => succeeded },
  { title: 'Failed', cell: ({ failed }) => failed }
]

const items: ReadonlyArray<Column<Item>> = [
  { title: 'Number', cell: ({ telephoneNumber }) => telephoneNumber },
  { title: 'Class', cell: item => item.class },
  { title: 'What is done', cell: ({ repair, where }) => where === null ? repair : `${repair} (${where})` },
  { title: 'Why', cell: ({ why }) => why },
  { title: 'Outcome', cell: ({ outcome, error }) => <><Badge>{outcome}</Badge> {error}</> }
]

/** A plan for the differences that are shown: what would be done, then approving and doing it. */
function RepairDialog ({ planId, onClose, onEnd }: { planId: string, onClose: () => void, onEnd: () => void }) {
  const [turn, setTurn] = useState(0)
  const again = (): void => {
    setTurn(turn => turn + 1)
    onEnd()
  }
  return (
    <Dialog title='Plan of a repair' onClose={onClose}>
      <ul class='bare'><TaskProgress id={planId} about='Plan' onEnd={again} /></ul>
      {turn > 0 && <Plan planId={planId} turn={turn} onEnd={again} />}
      <div class='row'><button type='button' onClick={onClose}>Close</button></div>
    </Dialog>
  )
}

function Plan ({ planId, turn, onEnd }: { planId: string, turn: number, onEnd: () => void }) {
  const { data, problem } = useCall('getRepairPlan', { path: { planId } }, String(turn))
  const pages = usePages('listRepairItems', { path: { planId } }, String(turn))
  const asked = { path: { planId }, body: {} }
  const isOpen = data?.state === 'open' || data?.state === 'approved'
  const needsApproval = data?.needsApproval === true && data.approvedBy === null
  const planned = data?.effects.filter(({ repair }) => repair !== 'none').length ?? 0
  return (
    <>
      <Told problem={problem ?? pages.problem} />
      {data !== undefined && (
        <p role='status'>
          {needsApproval && isOpen ? 'Somebody else has to approve it before it is done.' : `It is ${data.state}.`}
        </p>
      )}
      <Table
        label='What the plan does' columns={effects} rows={data?.effects ?? []}
        keyOf={effect => `${effect.class} ${effect.repair}`}
      />
      <details>
        <summary>{counted(pages.total, 'difference')}</summary>
        <VirtualTable
          label='Number by number' columns={items} total={pages.total} rowAt={pages.rowAt} onSight={pages.onSight}
          keyOf={item => `${item.telephoneNumber} ${item.class} ${item.sbcId}`}
        />
      </details>
      {isOpen && needsApproval && (
        <StartButton name='Approve' start={client => client.call('approveRepair', asked)} onEnd={onEnd} />
      )}
      {isOpen && !needsApproval && planned > 0 && (
        <StartButton name='Do it' start={client => client.call('applyRepair', asked)} onEnd={onEnd} />
      )}
    </>
  )
}

const classes = [
  'records_only', 'microsoft_only', 'sbc_only', 'missing_on_sbc', 'other_tag', 'attribute_mismatch', 'stale_pending',
  'consent_ended', 'no_sbc', 'foreign_rule'
] as const

/** Makes a plan for what the filters of the page let through. */
export function PlanButton ({ query, onEnd }: { query: Readonly<Record<string, string>>, onEnd: () => void }) {
  const { client } = useApi()
  const [planId, setPlanId] = useState<string>()
  const [problem, setProblem] = useState<Error>()
  const { class: name, msTenantId } = query
  const plan = (): void => {
    const known = oneOf(classes, name)
    // A plan of all classes is not what was asked for.
    if (name !== known) return setProblem(new Error(`There is no class of differences ${name}.`))
    setProblem(undefined)
    client.call('planRepair', {
      body: { ...known !== undefined && { classes: [known] }, ...msTenantId !== undefined && { msTenantId } }
    }).then(({ taskId }) => setPlanId(taskId), setProblem)
  }
  return (
    <>
      <Told problem={problem} />
      <button type='button' onClick={plan}>Plan a repair …</button>
      {planId !== undefined && (
        <RepairDialog key={planId} planId={planId} onClose={() => setPlanId(undefined)} onEnd={onEnd} />
      )}
    </>
  )
}
