import { Type, type Static } from '@sinclair/typebox'
import { Text, WholeNumber } from '../../schemas/value.ts'

/** What a provider could switch off in the original; here everything counts. */
const settings = {
  licenseSettingsFlagsLevel: 2,
  LicenseFactors: {
    'Managed Users - By Template': true, 'Managed Users - By User Interface': true, 'Managed Service Numbers': true
  }
}

/**
 * One day of a customer's licence. `LicenseFactors` begins big among names that begin small, as documented
 * (docs/wire/live-cloud.md#licences).
 */
export const LicenceInfo = Type.Object({
  acquiredLicenses: Type.Integer({ description: 'Licences that were bought.' }),
  totalMonitoredUsers: Type.Integer({ description: 'Users of the tenant.' }),
  currentlyLicensed: Type.Integer({ description: 'Users with a number, and service numbers.' }),
  managedUsersDirectRouting: Type.Integer(),
  managedUsersOperatorConnect: Type.Integer(),
  managedUsersByLifeCycleManagement: Type.Integer({ description: 'Always 0: there are no templates here.' }),
  managedUsersUserInterface: Type.Integer(),
  managedServiceNumbers: Type.Integer({ description: 'Numbers of applications and bridges.' }),
  lastUpdate: Type.String({ format: 'date-time' }),
  umpCustomerGuid: Type.String(),
  licenseSettingsFlagsLevel: Type.Integer(),
  LicenseFactors: Type.Object({
    'Managed Users - By Template': Type.Boolean(),
    'Managed Users - By User Interface': Type.Boolean(),
    'Managed Service Numbers': Type.Boolean()
  }, { description: 'What counts as a use of the licence.' })
}, {
  $id: 'LicenceInfo',
  description: 'A customer\'s licence on one day.',
  examples: [{
    acquiredLicenses: 20, totalMonitoredUsers: 37, currentlyLicensed: 3, managedUsersDirectRouting: 0,
    managedUsersOperatorConnect: 2, managedUsersByLifeCycleManagement: 0, managedUsersUserInterface: 2,
    managedServiceNumbers: 1, lastUpdate: '2023-11-06T16:05:06.0202200+00:00',
    umpCustomerGuid: 'd0000000-0000-4000-8000-0000000000a1', ...settings
  }]
})
export type LicenceInfo = Static<typeof LicenceInfo>

/** What the records tell of a day. */
export type LicenceDay = Omit<LicenceInfo, keyof typeof settings>

export function licenceInfoOf (day: LicenceDay): LicenceInfo {
  return { ...day, ...settings }
}

export const LicensedUser = Type.Object({
  sipAddress: Type.String({ description: 'Without `sip:`.' }),
  licenseCriteria: Type.String({ description: 'What makes the user licensed.' })
}, {
  $id: 'LicensedUser',
  examples: [{ sipAddress: 'user@tenant.onmicrosoft.com', licenseCriteria: 'Managed Users - By User Interface' }]
})

const ticketId = Type.Optional(
  Type.String({
    maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID'], description: 'Your service request; kept on the task.'
  })
)
const customerFullName = Type.Optional(
  Type.String({ minLength: 1, maxLength: 200, 'x-aliases': ['fullName', 'CustomerFulName'] })
)

export const LicenceUpgrade = Type.Object({
  upgradeToLicense: WholeNumber({ 'x-aliases': ['licenseType'], description: '4 OC Essentials Plus, 5 OC Pro.' }),
  licenseCount: Type.Optional(
    WholeNumber({
      'x-aliases': ['licensedUsersCount'],
      description: 'Users to be licensed, 1 to 500. Required unless the customer has some.'
    })
  ),
  customerFullName,
  ticketId
}, { $id: 'LicenceUpgrade', examples: [{ upgradeToLicense: 4, licenseCount: 20 }] })

/** The names of the examples; those of the table are aliases. */
export const CustomerChange = Type.Object({
  customerFullName,
  licenseType: Type.Optional(
    WholeNumber({
      'x-aliases': ['upgradeToLicense'],
      description: '4 OC Essentials Plus, 5 OC Pro; 1 and 2 are those of Direct Routing.'
    })
  ),
  licensedUsersCount: Type.Optional(
    WholeNumber({
      'x-aliases': ['licenseCount'],
      description:
        'Licensed users, 1 to 500, and not fewer than have a number. Not with an Essentials licence, which counts none.'
    })
  ),
  applicationClientId: Type.Optional(
    Text({
      description: 'The application that the customer registered for us in its tenant. It is tried before it is kept.'
    })
  ),
  applicationClientSecret: Type.Optional(
    Type.String({ minLength: 1, maxLength: 500, description: 'Its secret. Kept encrypted, never shown.' })
  ),
  ticketId
}, {
  $id: 'CustomerChange',
  description: 'What is to be another way; what is left out stays.',
  examples: [
    {
      customerFullName: 'Acme', licenseType: 5, licensedUsersCount: 50,
      applicationClientId: 'b0000000-0000-4000-8000-000000000001', applicationClientSecret: 'the secret'
    },
    { licenseType: 5 }
  ]
})
export type CustomerChange = Static<typeof CustomerChange>
