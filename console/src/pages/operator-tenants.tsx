import type { Shapes } from '@dialplane/client'
import { useCall } from '../api.ts'
import { ActionButton } from '../parts/action-button.tsx'
import { Table } from '../parts/table.tsx'
import { Told, When } from '../parts/told.tsx'
import type { Column } from '../parts/virtual-table.tsx'

type OperatorTenant = Shapes['OperatorTenant']

const columns = (onEnd: () => void): ReadonlyArray<Column<OperatorTenant>> => [
  { title: 'Name', cell: ({ name }) => name },
  {
    title: 'Do',
    cell: ({ tenantId, name }) => (
      <span class='row tight'>
        <ActionButton
          label={`Test the connection of ${name}`} onEnd={onEnd}
          action={{
            name: 'Test the connection', about: name,
            ask: (client, _values, query) =>
              client.open('testOperatorTenant', { path: { operatorTenantId: tenantId }, query })
          }}
        />
        <ActionButton
          label={`Synchronize ${name}`} onEnd={onEnd}
          action={{
            name: 'Synchronize', about: name,
            ask: (client, _values, query) =>
              client.open('synchronizeOperatorTenant', { path: { operatorTenantId: tenantId }, query })
          }}
        />
      </span>
    )
  },
  { title: 'Directory', cell: ({ tenantId }) => tenantId },
  { title: 'Application', cell: ({ clientId }) => clientId },
  {
    title: 'Last test',
    cell: ({ testedAt, gates }) => {
      const failed = gates.find(({ result }) => result === 'failed')
      return failed === undefined
        ? <When at={testedAt} />
        : <span class='bad'>{failed.gate}: {failed.message}</span>
    }
  },
  { title: 'Synchronized', cell: ({ synchronizedAt }) => <When at={synchronizedAt} /> },
  { title: 'Secret ends', cell: ({ credential }) => <When at={credential?.expiresAt} /> }
]

/** The provider's tenants at Microsoft, through which everything goes. */
export function OperatorTenants ({ onEnd }: { onEnd: () => void }) {
  const { data, problem, reload } = useCall('listOperatorTenants', {})
  const ended = (): void => {
    reload()
    onEnd()
  }
  return (
    <section>
      <h2>Operator Connect tenants</h2>
      <Told problem={problem} />
      {data !== undefined && (
        <Table
          label='Operator Connect tenants' columns={columns(ended)} rows={data.data} keyOf={({ tenantId }) => tenantId}
        />
      )}
    </section>
  )
}
