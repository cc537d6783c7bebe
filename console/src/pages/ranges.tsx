import type { Shapes } from '@dialplane/client'
import { useState } from 'preact/hooks'
import { useCall } from '../api.ts'
import { Filters, useFilters, type Filter } from '../parts/filters.tsx'
import { Table } from '../parts/table.tsx'
import { counted, Told } from '../parts/told.tsx'
import { usePages } from '../parts/use-pages.ts'
import { hrefOf } from '../router.tsx'
import { VirtualTable, type Column } from '../parts/virtual-table.tsx'

type Block = Shapes['NumberBlock']

const filters: readonly Filter[] = [
  { name: 'numberPrefix', label: 'Number begins with' },
  { name: 'msTenantId', label: 'Microsoft tenant id' },
  { name: 'country', label: 'Country' },
  { name: 'status', label: 'Status', choices: ['Available', 'Used', 'Used-Utility', 'Reserved', 'Cooling'] },
  { name: 'label', label: 'Label' }
]

/** How full a block is, as a colour and in words. */
function Heat ({ block: { used, count, utilisation } }: { block: Block }) {
  return (
    <span class='heat'>
      <meter min={0} max={1} low={0.7} high={0.9} optimum={0} value={utilisation} aria-label='Utilisation' />
      {' '}{Math.round(utilisation * 100)} % ({used} of {count})
    </span>
  )
}

const columns: ReadonlyArray<Column<Block>> = [
  {
    title: 'From',
    cell: ({ first }) => <a href={`${hrefOf('numbers')}?numberPrefix=${encodeURIComponent(first)}`}>{first}</a>
  },
  { title: 'To', cell: ({ last }) => last },
  { title: 'In use', cell: block => <Heat block={block} /> },
  { title: 'Gap before it', cell: ({ gapBefore }) => gapBefore === null ? '–' : counted(gapBefore, 'number') },
  { title: 'Prefixes', cell: ({ prefixes }) => prefixes.join(' ') }
]

/** The inventory as runs of numbers without a gap: how full they are, what is missing, and where numbers are free. */
export function Ranges () {
  const query = useFilters(filters)
  const pages = usePages('listNumberBlocks', { query })
  return (
    <>
      <h1>Ranges</h1>
      <Filters filters={filters} />
      <Told problem={pages.problem} />
      <p role='status'>{pages.isLoading ? 'Reading …' : counted(pages.total, 'block')}</p>
      <VirtualTable
        label='Blocks of numbers' columns={columns} total={pages.total} rowAt={pages.rowAt} onSight={pages.onSight}
        keyOf={({ first }) => first}
      />
      <Free query={query} />
    </>
  )
}

function Free ({ query }: { query: Record<string, string> }) {
  const [size, setSize] = useState(10)
  const { data, problem } = useCall('listFreeBlocks', { query: { ...query, size } })
  return (
    <section aria-labelledby='free'>
      <h2 id='free'>Free blocks</h2>
      <form class='filters' onSubmit={event => event.preventDefault()}>
        <label>Numbers in a row
          <input
            type='number' min={1} value={size}
            onInput={event => setSize(Math.max(1, Math.trunc(Number(event.currentTarget.value))))}
          />
        </label>
      </form>
      <Told problem={problem} />
      {data?.length === 0 && <p>No block of {size} numbers is free.</p>}
      {data !== undefined && data.length > 0 && (
        <Table label='Free blocks' columns={columns.slice(0, 3)} rows={data} keyOf={({ first }) => first} />
      )}
    </section>
  )
}
