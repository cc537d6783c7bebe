import type { Flow } from '../flow.ts'
import { customerFolders } from './v3-customers.ts'
import { driftFolders } from './v3-drift.ts'
import { inventoryFolders } from './v3-inventory.ts'
import { providerFolders } from './v3-provider.ts'

/** The folders of the guide to the older API first, in its order; then what version 3 has beside them. */
export const v3: Flow = {
  folders: [...customerFolders, ...inventoryFolders, ...driftFolders, ...providerFolders],
  values: {
    msTenantId: 'c1a7e2d0-2222-4a61-9b01-0000000000b2', leadMsTenantId: 'c1a7e2d0-3333-4a61-9b01-0000000000c3',
    operatorTenantId: '0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40', operatorSecret: 'demo-operator-connect-secret',
    customerClientId: 'b0000000-0000-4000-8000-000000000002', customerSecret: 'demo-customer-secret',
    sbcUrl: 'http://127.0.0.1:8280', sbcPassword: 'demo-sbc-password'
  }
}
