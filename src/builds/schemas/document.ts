import { Type, type Static } from '@sinclair/typebox'
import { Reason } from '../../allocations/schemas/allocation.ts'
import { customerTypes } from '../../sites/schemas/site.ts'
import { ScriptParametersBody } from '../../sites/schemas/site-location.ts'
import { numbersPerRequest } from '../../numbers/schemas/upload.ts'
import { listPage } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { Named, OrNull, Text, WholeNumber } from '../../schemas/value.ts'
import { standardCustomer, standardUsage } from './built-in-templates.ts'
import { TemplateSettings } from './template.ts'

export const operatorConnectOnly = 'MicrosoftOperatorConnectOnlyCustomer'

/** All but the first are named by the original, and not built here. */
export const buildTypes = [
  operatorConnectOnly, 'CiscoCustomer', 'MicrosoftCustomer', 'HybridCustomer', 'CallRedirectionOnlyCustomer'
] as const

/** As the original spells them. */
export const buildActions = [
  'AddDataOnly', 'Validate', 'Add', 'Modify', 'DeleteCustomer', 'DeletecustomerData', 'DeleteCustomerAndcustomerData'
] as const
export type BuildAction = typeof buildActions[number]

const script = (description: string) => Type.Optional(WholeNumber({ description }))

const SiteWish = Type.Object({
  siteLocationName: Type.Optional(Text({
    'x-aliases': ['name', 'siteName'], description: '3 to 15 letters, digits, `_` and `-`.', examples: ['Head_Office']
  })),
  sbcId: Type.Optional(WholeNumber({ description: 'Default: that of the template, or the first that is usable.' })),
  ovocCustomerType: Type.Optional(
    Text({ 'x-values': customerTypes, description: 'Sites after the first are of IPGROUP_TYPE.' })
  ),
  sbcOnboardingScript: script('Script template that brings it to the SBC.'),
  sbcCleanupScript: script('Script template that takes it away.'),
  sbcOcUploadNumberScript: script('Script template for uploaded numbers.'),
  sbcOcReleaseNumberScript: script('Script template for released numbers.'),
  scriptParameters: Type.Optional(ScriptParametersBody)
})
export type SiteWish = Static<typeof SiteWish>

const { usage, additionalUsages, capabilities, country, typeOfService, allowTenantAddressUpdate, callingProfile } =
  TemplateSettings.properties

const NumberRange = Type.Object({
  usageTemplate: Type.Optional(Text({ description: `Default: that of the template, ${standardUsage}.` })),
  startTelephoneNumber: Type.Optional(Text({
    'x-aliases': ['startNumber', 'telephoneNumber'],
    description: 'The first number; each X at its end stands for a digit, from 0 on.', examples: ['+9186841658X']
  })),
  range: Type.Optional(WholeNumber({
    minimum: 1, maximum: numbersPerRequest, description: 'How many numbers; default 1, or 10 for one X, 100 for two.'
  })),
  phoneNumbers: Type.Optional(Type.Array(Text(), {
    maxItems: numbersPerRequest, 'x-listed': true, description: 'Or: numbers one by one.'
  })),
  phoneNumberRanges: Type.Optional(Type.Array(Type.Object({ start: Text(), end: Text() }), {
    maxItems: 1000, description: 'Or: ranges, both ends included.'
  })),
  callingProfile, usage, additionalUsages, capabilities, country, typeOfService, allowTenantAddressUpdate,
  civicAddressId: Type.Optional(Text({ description: 'Id of a civic address of the tenant, for emergency calls.' })),
  locationId: Type.Optional(Text({ description: 'Id of a location of the tenant.' }))
})
export type NumberRangeWish = Static<typeof NumberRange>

const document = {
  msTenantId: Text({
    'x-aliases': ['tenantId'], description: 'Microsoft tenant id of the customer.',
    examples: ['c1a7e2d0-3333-4a61-9b01-0000000000c3']
  }),
  customerBuildType: Type.Optional(
    Text({
      'x-aliases': ['buildType'], 'x-values': [operatorConnectOnly],
      description: `Default: ${operatorConnectOnly}. The others of the original are not built here.`
    })
  ),
  configurationTemplate: Type.Optional(
    Text({ 'x-aliases': ['template'], description: `Name, or \`name@version\`; default ${standardCustomer}.` })
  ),
  customerShortName: Type.Optional(Text({ 'x-aliases': ['shortName'], description: '3 to 15 letters, digits, `_`.' })),
  customerFullName: Type.Optional(Text({ maxLength: 200, 'x-aliases': ['fullName'] })),
  channelId: Type.Optional(WholeNumber({ minimum: 1, description: 'Default: that of the lead.' })),
  licence: Type.Optional(Type.Object({
    licenseType: Type.Optional(WholeNumber({ description: '3 OC Essentials, 4 Essentials Plus, 5 Pro.' }))
  })),
  usersDefault: Type.Optional(Type.Object({
    licensedUsersCount: Type.Optional(WholeNumber({ description: 'How many users may have a number, with 4 and 5.' }))
  })),
  sites: Type.Optional(Type.Array(SiteWish, {
    maxItems: 50, description: 'All SIP connections of the customer. Left out: one on the usual SBC; `Modify` none.'
  })),
  numberRanges: Type.Optional(Type.Array(NumberRange, {
    maxItems: 200, description: 'All numbers of the customer. Left out: none; `Modify` leaves them alone.'
  }))
}

export const CustomerDocument = Type.Object(document, {
  $id: 'CustomerDocument',
  description:
    'What a customer is to be. What it leaves out comes from the document that is stored for the tenant, if there is ' +
    'one, and then from the configuration template.',
  examples: [{
    msTenantId: 'c1a7e2d0-3333-4a61-9b01-0000000000c3', customerShortName: 'Acme_01', customerFullName: 'Acme Ltd',
    sites: [{ siteLocationName: 'Head_Office', sbcId: 8 }],
    numberRanges: [{
      callingProfile: '5f3fbb3b-df9b-483d-b294-c7eb01e22aac', startTelephoneNumber: '+44207946000X', range: 10
    }]
  }]
})
export type CustomerDocument = Static<typeof CustomerDocument>

export const CustomerBuildBody = Type.Object({
  action: Text({ 'x-aliases': ['buildAction'], 'x-values': buildActions, description: 'What is to be done.' }),
  customers: Type.Array(ref(CustomerDocument), {
    minItems: 1, maxItems: 100, 'x-aliases': ['customer'], 'x-listed': true,
    description: 'Each is judged, built and taken back by itself; all are judged before the first one begins.'
  }),
  onFailure: Type.Optional(Text({
    'x-values': ['keep', 'takeBack'],
    description:
      '`keep`, the default: what could be done for a customer stays, and `Modify` brings the rest. `takeBack`: a ' +
      'customer of which a part fails is as it was before.'
  })),
  removeFromOperatorConnect: Type.Optional(Type.Boolean({
    description: 'For deletions: false leaves Microsoft out, for a tenant that is gone there. Default true.'
  })),
  reason: Reason,
  ticketId: Type.Optional(Text({ maxLength: 64, description: 'Your service request; kept on the tasks.' }))
}, {
  $id: 'CustomerBuild',
  description: 'What is to be done with one or many customers.',
  examples: [{
    action: 'Validate',
    customers: [{
      msTenantId: 'c1a7e2d0-3333-4a61-9b01-0000000000c3', customerShortName: 'Acme_01',
      numberRanges: [{ callingProfile: '5f3fbb3b-df9b-483d-b294-c7eb01e22aac', phoneNumbers: ['+442079460001'] }]
    }]
  }]
})
export type CustomerBuildBody = Static<typeof CustomerBuildBody>

const PlannedPart = Type.Object({
  key: Type.String({ description: 'What the part is called within the plan.', examples: ['upload 1'] }),
  kind: Named('kinds of tasks', { description: 'The kind of its task.', examples: ['upload-numbers'] }),
  stage: Type.Integer({ description: 'Parts of one stage run at the same time, those of the next after them.' }),
  about: Type.String({ examples: ['10 numbers for CallingUserAssignment'] }),
  numberRanges: Type.Array(Type.Object({ start: Type.String(), end: Type.String() }))
})

export const CustomerBuildPlan = Type.Object({
  msTenantId: Type.String(),
  customerShortName: OrNull(Type.String()),
  parts: Type.Array(PlannedPart, { description: 'Empty: all is as the document says.' }),
  notes: Type.Array(Type.String(), { description: 'What is left as it is, and why.' })
}, { $id: 'CustomerBuildPlan', description: 'What is done for one customer, and in which order.' })
export type CustomerBuildPlan = Static<typeof CustomerBuildPlan>

export const CustomerBuildAnswer = Type.Object({
  taskId: OrNull(Type.String({ description: 'The task; null for `Validate`, which begins nothing.' })),
  plan: OrNull(Type.Array(ref(CustomerBuildPlan), {
    description: 'What the task does. Null when a repeated request is answered: the task tells it.'
  }))
}, {
  $id: 'CustomerBuildAnswer',
  description: 'What was accepted.',
  examples: [{
    taskId: 'cbd_0199c0de-0000-7000-8000-000000000000',
    plan: [{
      msTenantId: 'c1a7e2d0-3333-4a61-9b01-0000000000c3', customerShortName: 'Acme_01',
      parts: [{
        key: 'customer', kind: 'create-customer', stage: 1, about: 'Acme_01, with the site Head_Office',
        numberRanges: []
      }],
      notes: []
    }]
  }]
})

export const StoredCustomerDocument = Type.Object({
  msTenantId: Type.String(),
  customerId: OrNull(Type.String({ description: 'The customer of the tenant, when there is one.' })),
  storedAt: Type.String({ format: 'date-time' }),
  taskId: Type.String({ description: 'The task that stored it.' }),
  document: Type.Record(Type.String(), Type.Unknown(), {
    description: 'As it was sent, with what it left to the one before. A password is not kept.'
  })
}, {
  $id: 'StoredCustomerDocument', description: 'The document that is stored for a Microsoft tenant.',
  examples: [{
    msTenantId: 'c1a7e2d0-3333-4a61-9b01-0000000000c3', customerId: null, storedAt: '2026-11-30T08:00:00Z',
    taskId: 'cbc_0199c0de-0000-7000-8000-000000000000',
    document: { msTenantId: 'c1a7e2d0-3333-4a61-9b01-0000000000c3', customerShortName: 'Acme_01' }
  }]
})
export type StoredCustomerDocument = Static<typeof StoredCustomerDocument>

export const StoredCustomerDocumentPage = listPage(ref(StoredCustomerDocument), {
  $id: 'StoredCustomerDocumentPage', description: 'One page of stored documents.'
})
