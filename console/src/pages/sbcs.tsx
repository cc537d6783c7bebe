import type { Shapes } from '@dialplane/client'
import { useState } from 'preact/hooks'
import { useApi, useCall } from '../api.ts'
import { Facts } from '../parts/facts.tsx'
import { Table } from '../parts/table.tsx'
import { Badge, Told, When } from '../parts/told.tsx'
import type { Column } from '../parts/virtual-table.tsx'
import { Link } from '../router.tsx'

type Sbc = Shapes['SbcDevice']
type Found = Shapes['SbcAnswer']

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

/** One SBC: what was last seen of it, and a look at it now. */
export function OneSbc ({ id }: { id: string }) {
  const path = { sbcId: id }
  const [turn, setTurn] = useState(0)
  const { data, problem } = useCall('getSbcDevice', { path }, String(turn))
  const health = useCall('getSbcHealth', { path }, String(turn))
  return (
    <>
      <p><Link to={['sbcs']}>SBCs</Link></p>
      <div class='row'>
        <h1>{data?.name ?? 'SBC'}</h1>
        <TestButton sbcId={path.sbcId} onEnd={() => setTurn(turn => turn + 1)} />
      </div>
      <Told problem={problem ?? health.problem} />
      <div class='cards'>
        {data !== undefined && (
          <section class='card' aria-labelledby='device'>
            <h2 id='device'>Device</h2>
            <Facts facts={{
              State: <Badge>{data.available ? 'available' : 'away'}</Badge>, Why: data.unavailableReason,
              Trunk: data.fqdn, Address: data.baseUrl, Driver: data.driver, User: data.username,
              Numbers: data.numberCount, Sites: data.siteCount,
              'Credentials changed': <When at={data.credentialsChangedAt} />
            }}
            />
          </section>
        )}
        {health.data !== undefined && <Health health={health.data} />}
      </div>
    </>
  )
}

function Health ({ health }: { health: Shapes['SbcHealth'] }) {
  return (
    <section class='card' aria-labelledby='health'>
      <h2 id='health'>Health</h2>
      <Facts facts={{
        'Can be programmed': health.usable === null ? null : health.usable ? 'yes' : 'no',
        Read: <When at={health.readAt} />, Answered: <When at={health.answeredAt} />,
        Product: health.product, Firmware: health.firmware, Serial: health.serialNumber,
        Operation: health.operationalState, 'High availability': health.highAvailability,
        'Certificate ends': <When at={health.certificateEnds} />, Alarms: String(health.alarms.length)
      }}
      />
      {health.alarms.length > 0 && (
        <ul>{health.alarms.map(({ id, description, severity }) => <li key={id}>{severity} {description}</li>)}</ul>
      )}
    </section>
  )
}

function TestButton ({ sbcId, onEnd }: { sbcId: string, onEnd: () => void }) {
  const { client } = useApi()
  const [found, setFound] = useState<Found>()
  const [problem, setProblem] = useState<Error>()
  const [isBusy, setBusy] = useState(false)
  const test = async (): Promise<void> => {
    setBusy(true)
    setProblem(undefined)
    await client.call('testSbc', { path: { sbcId } }).then(setFound, setProblem)
    setBusy(false)
    onEnd()
  }
  return (
    <span class='row'>
      <Told problem={problem} />
      {found !== undefined && (
        <span role='status'>{(found.findings ?? []).map(({ message }) => message).join(' ')}</span>
      )}
      <button type='button' disabled={isBusy} onClick={() => { void test() }}>Test the connection</button>
    </span>
  )
}
