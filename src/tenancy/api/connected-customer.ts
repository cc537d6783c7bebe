import type { ReachedRecords } from '../../database/reach.ts'
import type { StoredCustomer } from '../records/customers.ts'
import { tenantConnectionOf, type ConnectionStatus } from '../records/tenant-connections.ts'
import { Problem } from '../../problems.ts'
import { mayConnect } from '../tasks/licence-moves.ts'
import { ownCustomer } from './customers.ts'

export interface ConnectedCustomer {
  id: string
  msTenantId: string
  channelId: number | null
  connection: ConnectionStatus
}

/** The customer of a path, for operations in its own tenant: those need Plus or Pro, and a token connection. */
export async function connectedCustomer (
  records: ReachedRecords, customerGuid: string
): Promise<ConnectedCustomer> {
  const { id, msTenantId, channelId, licenseType } = await ownCustomer(records, customerGuid)
  if (!mayConnect(licenseType)) {
    throw new Problem(
      'license_insufficient', 'Users of a customer with an Essentials licence are managed in the Teams admin center.'
    )
  }
  const connection = await tenantConnectionOf(records, id)
  if (connection === undefined) {
    throw connectionMissing()
  }
  return { id, msTenantId, channelId, connection: connection.status }
}

/** The customer as one whose users can be read, if that works by our last knowledge. */
export async function readableCustomer (
  records: ReachedRecords, { id, msTenantId, channelId, licenseType }: StoredCustomer
): Promise<ConnectedCustomer | undefined> {
  const connection = mayConnect(licenseType) ? await tenantConnectionOf(records, id) : undefined
  return connection?.status === 'Connected' ? { id, msTenantId, channelId, connection: connection.status } : undefined
}

export function connectionMissing (): Problem {
  return new Problem('connection_required', 'The customer has no token connection to its Microsoft tenant.')
}
