import { Refusal } from '../refusal.ts'

// What the metadata of Graph names, of the types that this mock has (docs/wire/microsoft.md#graph-users-and-tenants).

export interface EntityType {
  name: string
  properties: readonly string[]
  /** What a query may ask to be printed along, and is not there otherwise. */
  navigations?: readonly string[]
}

export const userType: EntityType = {
  name: 'microsoft.graph.user',
  properties: [
    'id', 'userPrincipalName', 'displayName', 'givenName', 'surname', 'mail', 'mailNickname', 'businessPhones',
    'mobilePhone', 'usageLocation', 'department', 'jobTitle', 'city', 'state', 'postalCode', 'streetAddress', 'country',
    'companyName', 'employeeId', 'officeLocation', 'preferredLanguage', 'accountEnabled', 'isResourceAccount',
    'userType', 'assignedLicenses', 'assignedPlans', 'proxyAddresses', 'imAddresses', 'otherMails', 'createdDateTime',
    'onPremisesSyncEnabled', 'onPremisesImmutableId'
  ],
  navigations: ['manager']
}

export const assignmentType: EntityType = {
  name: 'microsoft.graph.teamsAdministration.numberAssignment',
  properties: [
    'id', 'telephoneNumber', 'operatorId', 'numberType', 'activationState', 'capabilities', 'locationId',
    'civicAddressId', 'networkSiteId', 'assignmentTargetId', 'assignmentCategory', 'portInStatus', 'assignmentStatus',
    'isoCountryCode', 'city', 'numberSource', 'supportedCustomerActions', 'reverseNumberLookupOptions'
  ]
}

export const organizationType: EntityType = {
  name: 'microsoft.graph.organization',
  properties: [
    'id', 'displayName', 'countryLetterCode', 'defaultUsageLocation', 'tenantType', 'verifiedDomains', 'assignedPlans',
    'provisionedPlans', 'preferredLanguage', 'createdDateTime', 'city', 'state', 'street', 'postalCode'
  ]
}

export const subscriptionType: EntityType = {
  name: 'microsoft.graph.subscribedSku',
  properties: [
    'id', 'skuId', 'skuPartNumber', 'capabilityStatus', 'consumedUnits', 'prepaidUnits', 'servicePlans', 'appliesTo',
    'accountId', 'accountName', 'subscriptionIds'
  ]
}

export const domainType: EntityType = {
  name: 'microsoft.graph.domain',
  properties: [
    'id', 'isVerified', 'isDefault', 'isInitial', 'isRoot', 'isAdminManaged', 'authenticationType',
    'supportedServices', 'state'
  ]
}

export const applicationType: EntityType = {
  name: 'microsoft.graph.application',
  properties: ['id', 'appId', 'displayName', 'passwordCredentials']
}

export function assertProperty (type: EntityType, name: string, what: string) {
  if (type.properties.includes(name)) return
  throw new Refusal(400, 'BadRequest', `${what}: Could not find a property named '${name}' on type '${type.name}'.`)
}

/** The properties that `$select` names; undefined when all usual ones are meant. */
export function selectedOf (type: EntityType, select: string | undefined) {
  if (select === undefined || select === '*') return undefined
  const names = select.split(',').map((name) => name.trim())
  for (const name of names) assertProperty(type, name, 'Parsing OData Select and Expand failed')
  return names
}
