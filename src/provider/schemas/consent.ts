import { Type, type Static } from '@sinclair/typebox'
import { leadStatuses } from '../../customers/schemas/lead.ts'
import { listPage } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { OrNull, Said } from '../../schemas/value.ts'

// Consents, with the columns that VOSS lists.

export const locations = ['Provider', 'Customer'] as const

/** What a candidate for a consent is found by. */
const matches = ['tenantId', 'name', 'domain'] as const

const text = OrNull(Type.String())
const time = OrNull(Type.String({ format: 'date-time' }))

const tenantId = 'c1a7e2d0-1111-4a61-9b01-0000000000a1'
const example = {
  tenantId, companyName: 'Southern Cross Logistics', latestConsentStatus: 'Active',
  consentedOn: '2025-03-10T07:21:45.123456Z', relationshipStatus: 'AgreementSigned', comment: 'Signed on 30 November',
  lastModifiedOn: '2025-03-10T07:21:45.123456Z', productContext: 'teams', locatedAt: 'Customer',
  customerId: 'd0000000-0000-4000-8000-0000000000a1', customerName: 'Southern Cross Logistics',
  device: 'Operator Connect Europe', consentedCountries: ['AU']
}

export const PartnerConsent = Type.Object({
  tenantId: Type.String({ description: 'Microsoft tenant id of the customer.' }),
  companyName: text,
  latestConsentStatus: Said(leadStatuses, { description: 'As Microsoft has it.' }),
  consentedOn: time,
  relationshipStatus: OrNull(Type.String({
    description:
      'Our side: ConsentAcknowledged, CustomerContacted, AgreementSigned, ConsentDeclined or ContractTerminated.'
  })),
  comment: text,
  lastModifiedOn: time,
  productContext: Type.String(),
  locatedAt: Said(locations, { description: 'Customer, once one has the tenant; Provider before and after.' }),
  customerId: text,
  customerName: text,
  device: OrNull(Type.String({ description: 'Name of the Operator Connect tenant that showed it last.' })),
  consentedCountries: Type.Array(Type.String())
}, { $id: 'PartnerConsent', description: 'What a tenant said to us as its operator.', examples: [example] })
export type PartnerConsent = Static<typeof PartnerConsent>

export const PartnerConsentPage = listPage(ref(PartnerConsent), {
  $id: 'PartnerConsentPage', description: 'One page of consents.'
})

export const PartnerConsentDetails = Type.Object({
  ...PartnerConsent.properties,
  contacts: Type.Array(Type.Object({
    fullName: text, email: text, phoneNumber: text, companyName: text, companySize: text
  })),
  countries: Type.Array(Type.Object({
    country: text,
    isConsented: Type.Boolean(),
    numbersHeld: Type.Integer()
  }), { description: 'Countries that were consented to, and those that numbers are held of; null: not known.' }),
  candidates: Type.Array(Type.Object({
    customerId: text,
    leadId: text,
    name: text,
    tenantId: Type.String(),
    matchedBy: Type.Array(Said(matches))
  }), { description: 'Who may be meant by a consent that no customer has; at most ten.' })
}, {
  $id: 'PartnerConsentDetails',
  examples: [{
    ...example, candidates: [], countries: [{ country: 'AU', isConsented: true, numbersHeld: 20 }],
    contacts: [{
      fullName: 'Ruby Walker', email: 'ruby.walker@southerncross.example', phoneNumber: null,
      companyName: 'Southern Cross Logistics', companySize: 'L250_U999'
    }]
  }]
})
export type PartnerConsentDetails = Static<typeof PartnerConsentDetails>

export const CatalogueChange = Type.Object({
  at: Type.String({ format: 'date-time' }),
  key: Type.String({
    description: 'Tenant id, or calling profile id; usage behind the tenant that has it; address behind its tenant.'
  }),
  change: Said(['added', 'changed', 'removed']),
  before: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
  after: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
  taskId: text,
  caller: text
}, {
  $id: 'CatalogueChange',
  description: 'How something that Microsoft has became what it is.',
  examples: [{
    at: '2026-11-30T09:00:00.000000Z', key: tenantId, change: 'changed',
    before: { status: 'Active', relationship: null, consentedCountries: ['AU'] },
    after: { status: 'Suspended', relationship: null, consentedCountries: ['AU'] },
    taskId: 'oct_syn_c14a0a55-fcc5-4598-b405-c978e7da1af4', caller: 'dialplane'
  }]
})
export type CatalogueChange = Static<typeof CatalogueChange>

export const CatalogueChangePage = listPage(ref(CatalogueChange), {
  $id: 'CatalogueChangePage', description: 'One page of changes, newest first.'
})

export const orphanReasons = [
  'NoConsent', 'ConsentRemoved', 'ConsentSuspended', 'CountryNotConsented', 'ContractTerminated', 'ConsentDeclined'
] as const

export const OrphanNumber = Type.Object({
  number: Type.String(),
  country: text,
  tenantId: Type.String(),
  customerId: text,
  customerName: text,
  assignmentStatus: text,
  reason: Said(orphanReasons),
  since: OrNull(Type.String({ format: 'date-time', description: 'When the consent was last changed.' }))
}, {
  $id: 'OrphanNumber',
  description: 'A number that its consent does not cover any more.',
  examples: [{
    number: '+61395551000', country: 'AU', tenantId, customerId: 'd0000000-0000-4000-8000-0000000000a1',
    customerName: 'Southern Cross Logistics', assignmentStatus: 'UserAssigned', reason: 'ConsentRemoved',
    since: '2026-11-30T09:00:00.000000Z'
  }]
})
export type OrphanNumber = Static<typeof OrphanNumber>

export const OrphanNumberPage = listPage(ref(OrphanNumber), {
  $id: 'OrphanNumberPage', description: 'One page of numbers without consent.'
})
