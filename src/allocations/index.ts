import type { Domain } from '../http/domain.ts'
import { allocations } from './api/allocations.ts'
import { Allocation, AllocationPage, NewAllocation } from './schemas/allocation.ts'
import { addAllocation } from './tasks/add-allocation.ts'
import { removeAllocation } from './tasks/remove-allocation.ts'

/** What the nodes of the tree may use of what their provider has. */
export const allocationsDomain: Domain = {
  resources: () => [allocations],
  kinds: [addAllocation, removeAllocation],
  components: [Allocation, AllocationPage, NewAllocation],
  backgroundJobs: () => []
}
