import type { Domain } from '../http/domain.ts'
import { blocks } from './api/blocks.ts'
import { cooling } from './api/cooling.ts'
import { inventoryAudits } from './api/inventory-audits.ts'
import { inventoryChanges } from './api/inventory-changes.ts'
import { inventoryReads } from './api/inventory-reads.ts'
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
import { applyInventoryAudit, auditInventory } from './tasks/audit-inventory.ts'
import { coolNumbers, endCooling, keepCoolingPolicy } from './tasks/cool-numbers.ts'
import {
  addInventoryNumbers, describeInventoryNumbers, moveInventoryNumbers, removeInventoryNumbers
} from './tasks/keep-numbers.ts'
import { endReservation, extendReservation, reserveNumbers } from './tasks/reserve-numbers.ts'

/** The number inventory: where each number is, what state it is in, and what people decided about it. */
export const inventoryDomain: Domain = {
  resources: () => [blocks, cooling, inventoryAudits, inventoryChanges, inventoryReads, reservations],
  kinds: [
    addInventoryNumbers, applyInventoryAudit, auditInventory, coolNumbers, describeInventoryNumbers, endCooling,
    endReservation, extendReservation, keepCoolingPolicy, moveInventoryNumbers, removeInventoryNumbers, reserveNumbers
  ],
  components: [
    CoolingPolicies, CoolingPolicy, InventoryAuditUse, InventoryCooling, InventoryCoolingEnd, InventoryDescription,
    InventoryDescriptions, InventoryExtension, InventoryFinding, InventoryFindingPage, InventoryMove, InventoryNumber,
    InventoryPage, InventoryReservation, InventorySet, NewInventoryNumbers, NumberBlock, NumberBlockPage
  ],
  backgroundJobs: () => []
}
