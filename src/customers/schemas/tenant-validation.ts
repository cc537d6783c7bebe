import { Type } from '@sinclair/typebox'
import { OrNull } from '../../schemas/value.ts'

/** Whether a Microsoft tenant exists, and what we know of it already. */
export const TenantValidation = Type.Object({
  msTenantId: Type.String(),
  exists: Type.Boolean({ description: 'Whether Entra knows the tenant.' }),
  region: OrNull(Type.String({ description: 'Where Entra keeps it, such as EU, NA or WW.' })),
  isLead: Type.Boolean({ description: 'It is a lead of yours already, so that it cannot be added once more.' }),
  isCustomer: Type.Boolean({ description: 'It is a customer of yours already.' }),
  leadIds: Type.Array(Type.String(), { description: 'The leads of the tenant, as far as you may see them.' }),
  umpCustomerGuid: OrNull(Type.String({ description: 'The customer, if you may see it.' }))
}, {
  $id: 'TenantValidation',
  description:
    'Whether a Microsoft tenant exists, and what is known of it in your part of the tree. One of another part looks ' +
    'like one that nobody knows.',
  examples: [{
    msTenantId: 'c1a7e2d0-1111-4a61-9b01-0000000000a1', exists: true, region: 'WW', isLead: true, isCustomer: true,
    leadIds: ['da68eafc-4a1e-4d6e-9c52-6f2a0a4b7c11'], umpCustomerGuid: 'd0000000-0000-4000-8000-0000000000a1'
  }]
})
