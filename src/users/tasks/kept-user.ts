import type { KeptUser } from '../records/tenant-users.ts'
import type { DirectoryUser } from '../../upstreams/microsoft/graph.ts'

/** A user of a directory as our copy keeps it. */
export function toKeptUser (user: DirectoryUser): KeptUser {
  const {
    id, userPrincipalName, displayName, sipAddress, usageLocation, department, accountEnabled, isResourceAccount,
    hasTeams, hasTeamsPhone
  } = user
  return {
    id, userPrincipalName, accountEnabled, isResourceAccount, hasTeams, hasTeamsPhone, displayName: displayName ?? null,
    sipAddress: sipAddress ?? null, usageLocation: usageLocation ?? null, department: department ?? null
  }
}
