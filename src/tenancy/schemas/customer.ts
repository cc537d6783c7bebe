import { Type, type Static, type TSchema } from '@sinclair/typebox'
import { ref } from '../../schemas/ref.ts'
import { OrNull } from '../../schemas/value.ts'

const guid = 'd0000000-0000-4000-8000-0000000000a1'
const tenant = 'c1a7e2d0-1111-4a61-9b01-0000000000a1'

const licenseTypeWords =
  '0 Hosted Essentials, 1 Hosted Essentials Plus, 2 Hosted Pro, 3 OC Essentials, 4 OC Essentials Plus, 5 OC Pro.'

const inVersion2 = {
  id: Type.String(), name: Type.String(), sbcId: Type.Integer(),
  sbcDeploymentState: Type.String({ description: 'Such as Deployed.' })
}
const siteExample = {
  id: 'f1a3c1a4-5b0e-4b57-9c8d-2f6f3f0f9a11', name: 'GRXRATNEUZMNZ', sbcId: 8, sbcDeploymentState: 'Deployed'
}

/** A site as it stands within its customer; these names begin small, unlike those around them. */
const SiteLocation = Type.Object({
  ...inVersion2, sbcConfigurationType: Type.String({ description: 'SipTrunk, IpPbx or Byoc.' })
})

const brief = {
  UmpCustomerGuid: Type.String({ description: 'The id of the customer.' }),
  CustomerShortName: Type.String(),
  CustomerFullName: Type.String(),
  LicenseType: Type.Integer({ description: licenseTypeWords }),
  LicensedUsersCount: OrNull(Type.Integer({ description: 'Licensed users; null when the licence counts none.' })),
  MsTenantId: OrNull(Type.String({ description: 'Microsoft tenant.' })),
  ActiveUserCount: Type.Integer({ description: 'Users of the tenant that have a number.' }),
  LiveHubActiveUsersCount: OrNull(Type.Integer()),
  LiveHubSimpleUsersCount: OrNull(Type.Integer()),
  SiteLocation: Type.Optional(Type.Array(SiteLocation, { description: 'The sites; with `allDetails` only.' }))
}
const briefExample = {
  UmpCustomerGuid: guid, CustomerShortName: 'SouthernX', CustomerFullName: 'Southern Cross Logistics', LicenseType: 4,
  LicensedUsersCount: 50, MsTenantId: tenant, ActiveUserCount: 0, LiveHubActiveUsersCount: 0, LiveHubSimpleUsersCount: 0
}

/**
 * Casings as clients know them (docs/wire/live-cloud.md#customers): they differ between the customer and its sites, and
 * between versions.
 */
export const Customer = Type.Object(brief, {
  $id: 'Customer', description: 'A customer (service) in brief.',
  examples: [briefExample, { ...briefExample, SiteLocation: [{ ...siteExample, sbcConfigurationType: 'SipTrunk' }] }]
})
export type Customer = Static<typeof Customer>

export const CustomerDetails = Type.Object({
  ...brief,
  MsDefaultDomain: OrNull(
    Type.String({
      description:
        'The default domain of the tenant, as its connection last told; null without a connection, or without ' +
        'Organization.Read.All.'
    })
  ),
  ApplicationClientId: OrNull(
    Type.String({ description: 'The application that the customer registered for us in its tenant.' })
  ),
  ApplicationClientSecret: OrNull(
    Type.String({ description: 'Asterisks when there is one; the secret itself is never shown.' })
  ),
  ClientSecretExpirationDate: OrNull(
    Type.String({
      description:
        'Such as `2/18/2027 8:39:26 AM`, UTC, as Microsoft last told; null when the application may not read itself ' +
        '(Application.Read.All), or has secrets that begin alike.'
    })
  )
}, {
  $id: 'CustomerDetails',
  description: 'A customer (service).',
  examples: [{
    ...briefExample, SiteLocation: [{ ...siteExample, sbcConfigurationType: 'SipTrunk' }],
    MsDefaultDomain: 'southerncross.example', ApplicationClientId: 'b0000000-0000-4000-8000-000000000001',
    ApplicationClientSecret: '***', ClientSecretExpirationDate: '2/18/2027 8:39:26 AM'
  }]
})
export type CustomerDetails = Static<typeof CustomerDetails>

const fields = {
  Id: Type.String(), ShortName: Type.String(), FullName: Type.String(),
  LicenseType: Type.Integer({ description: licenseTypeWords })
}
const nounsExample = { Id: guid, ShortName: 'SouthernX', FullName: 'Southern Cross Logistics', LicenseType: 3 }

export const CustomerV2 = Type.Object(fields, {
  $id: 'Customer', description: 'A customer in brief.', examples: [nounsExample]
})
export const CustomerDetailsV2 = Type.Object({ ...fields, SiteLocation: Type.Array(Type.Object(inVersion2)) }, {
  $id: 'CustomerDetails', description: 'A customer and its sites.',
  examples: [{ ...nounsExample, SiteLocation: [siteExample] }]
})

/** What version 2 shows of a customer of version 3; its schema leaves out the rest. */
export function customerInV2 (
  { UmpCustomerGuid: Id, CustomerShortName: ShortName, CustomerFullName: FullName, LicenseType }: Omit<
    Customer,
    'SiteLocation'
  >
): Static<typeof CustomerV2> {
  return { Id, ShortName, FullName, LicenseType }
}

export const customersOf = <Component extends TSchema & { $id?: string }>(
  component: Component
): ReturnType<typeof Type.Array<ReturnType<typeof ref<Component>>>> =>
    Type.Array(ref(component), { description: 'All of them, in the order of their short names.' })
