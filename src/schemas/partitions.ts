import type { TaskScope } from './task-scope.ts'

// Partitions that several kinds share, so that their tasks begin in the order in which they came.

interface Partitioned extends TaskScope { readonly providerId: number }

/** All changes of one Microsoft tenant, one after another. */
export const byTenant = ({ providerId, msTenantId }: Partitioned): string => `${providerId} ${msTenantId ?? ''}`

/** What is read or changed of a tenant beside its numbers, and must not wait for those. */
export const ofTenant = (what: string) => (order: Partitioned): string => `${byTenant(order)} ${what}`

/** What concerns a whole provider. */
export const ofProvider = (what: string) => ({ providerId }: Partitioned): string => `${providerId} ${what}`

/** All operations on one SBC. */
export const bySbc = ({ providerId, input }: Partitioned & { readonly input: { readonly sbcId: number } }): string =>
  `${providerId} sbc ${input.sbcId}`
