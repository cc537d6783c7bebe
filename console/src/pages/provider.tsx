import { useState } from 'preact/hooks'
import { DataSyncs } from './data-syncs.tsx'
import { OperatorTenants } from './operator-tenants.tsx'

/** What the provider itself has at Microsoft, and how it is read. */
export function ProviderPage () {
  const [turn, setTurn] = useState(0)
  return (
    <>
      <h1>Provider</h1>
      <OperatorTenants onEnd={() => setTurn(turn => turn + 1)} />
      <DataSyncs turn={String(turn)} />
    </>
  )
}
