import type { Domain } from '../http/domain.ts'
import { blocks } from './api/blocks.ts'
import { cooling } from './api/cooling.ts'
import { inventoryAudits } from './api/inventory-audits.ts'
import { inventoryChanges } from './api/inventory-changes.ts'
import { inventoryReads } from './api/inventory-reads.ts'
import { namedRanges } from './api/named-ranges.ts'
import { rangeChanges } from './api/range-changes.ts'
import { reservations } from './api/reservations.ts'
import { NumberBlock, NumberBlockPage } from './schemas/block.ts'
import { CoolingPolicies, CoolingPolicy } from './schemas/cooling-policy.ts'
import {
  InventoryCooling, InventoryCoolingEnd, InventoryDescription, InventoryDescriptions, InventoryExtension,
  InventoryMove, InventoryReservation, InventorySet, NewInventoryNumbers
} from './schemas/inventory-change.ts'
import {
  InventoryAuditUse, InventoryFinding, InventoryFindingPage
} from './schemas/inventory-audit.ts'
import { InventoryNumber, InventoryPage } from './schemas/inventory-number.ts'
import {
  NamedRange, NamedRangeDescription, NamedRangeDetail, NamedRangeMerge, NamedRangePage, NamedRangeSplit, NamedRangeUse,
  NewNamedRange
} from './schemas/named-range.ts'
import { applyInventoryAudit, auditInventory } from './tasks/audit-inventory.ts'
import { coolNumbers, endCooling, keepCoolingPolicy } from './tasks/cool-numbers.ts'
import {
  addInventoryNumbers, describeInventoryNumbers, moveInventoryNumbers, removeInventoryNumbers
} from './tasks/keep-numbers.ts'
import {
  addNamedRange, describeNamedRange, mergeNamedRanges, removeNamedRange, splitNamedRange
} from './tasks/keep-ranges.ts'
import { endReservation, extendReservation, reserveNumbers } from './tasks/reserve-numbers.ts'

/** The number inventory: where each number is, what state it is in, and what people decided about it. */
export const inventoryDomain: Domain = {
  resources: () => [
    blocks, cooling, inventoryAudits, inventoryChanges, inventoryReads, namedRanges, rangeChanges, reservations
  ],
  kinds: [
    addInventoryNumbers, addNamedRange, applyInventoryAudit, auditInventory, coolNumbers, describeInventoryNumbers,
    describeNamedRange, endCooling, endReservation, extendReservation, keepCoolingPolicy, mergeNamedRanges,
    moveInventoryNumbers, removeInventoryNumbers, removeNamedRange, reserveNumbers, splitNamedRange
  ],
  components: [
    CoolingPolicies, CoolingPolicy, InventoryAuditUse, InventoryCooling, InventoryCoolingEnd, InventoryDescription,
    InventoryDescriptions, InventoryExtension, InventoryFinding, InventoryFindingPage, InventoryMove, InventoryNumber,
    InventoryPage, InventoryReservation, InventorySet, NamedRange, NamedRangeDescription, NamedRangeDetail,
    NamedRangeMerge, NamedRangePage, NamedRangeSplit, NamedRangeUse, NewInventoryNumbers, NewNamedRange, NumberBlock,
    NumberBlockPage
  ],
  backgroundJobs: () => []
}
