import type { BuildTemplate } from './template.ts'

/** The templates that come with the program, by the names that users of VOSS know. */
export const standardCustomer = 'CustomerBuild_StandardMicrosoftOperatorConnectCustomersOnly_CFT'
export const standardUsage = 'Default_OC_CallingUser_Assignment'

export const builtInTemplates: readonly BuildTemplate[] = [
  {
    name: standardCustomer,
    version: 1,
    type: 'Customer',
    isDefault: true,
    description: 'Operator Connect only: a site of the tenant-id type, OC Essentials, numbers for calling users.',
    clonedFrom: null,
    settings: { usageTemplate: standardUsage, ovocCustomerType: 'TENANT_TYPE', licenseType: 3 },
    createdAt: null
  },
  {
    name: standardUsage,
    version: 1,
    type: 'NumberUsage',
    isDefault: true,
    description: 'Numbers of calling users, for calls in both directions; the tenant keeps their addresses.',
    clonedFrom: null,
    settings: {
      usage: 'CallingUserAssignment', capabilities: ['InboundCalling', 'OutboundCalling'],
      allowTenantAddressUpdate: true
    },
    createdAt: null
  }
]

export const isBuiltIn = (name: string): boolean =>
  builtInTemplates.some(template => template.name.toLowerCase() === name.trim().toLowerCase())
