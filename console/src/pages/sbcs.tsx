import type { Shapes } from '@dialplane/client'
import { useCall } from '../api.ts'
import { Table } from '../parts/table.tsx'
import { Badge, Told } from '../parts/told.tsx'
import type { Column } from '../parts/virtual-table.tsx'
import { Link } from '../router.tsx'

type Sbc = Shapes['SbcDevice']

const columns: ReadonlyArray<Column<Sbc>> = [
  { title: 'SBC', cell: ({ sbcId, name }) => <Link to={['sbcs', String(sbcId)]}>{name}</Link> },
  { title: 'State', cell: ({ available }) => <Badge>{available ? 'available' : 'away'}</Badge> },
  { title: 'Why', cell: ({ unavailableReason }) => unavailableReason ?? '–' },
  { title: 'Driver', cell: ({ driver }) => driver },
  { title: 'Trunk', cell: ({ fqdn }) => fqdn },
  { title: 'Address', cell: ({ ipAddress }) => ipAddress ?? '–' }
]

export function Sbcs () {
  const { data, problem } = useCall('listSbcDevices', {})
  return (
    <>
      <h1>SBCs</h1>
      <Told problem={problem} />
      <Table label='SBCs' columns={columns} rows={data ?? []} keyOf={({ sbcId }) => String(sbcId)} />
    </>
  )
}
