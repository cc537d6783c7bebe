import { Type, type Static } from '@sinclair/typebox'
import { Reason } from '../../allocations/schemas/allocation.ts'
import { Text, WholeNumber } from '../../schemas/value.ts'
import { choosableCapabilities, typesOfService, usages } from '../../schemas/vocabulary/usage.ts'
import { numbersPerRequest, UploadBody } from './upload.ts'

// Numbers as forms of a provider's staff name them: a start and how many.

const target = {
  msTenantId: Type.Optional(
    Text({ 'x-aliases': ['tenant', 'tenantId'], description: 'Microsoft tenant id of the customer.' })
  ),
  umpCustomerGuid: Type.Optional(
    Type.String({ maxLength: 150, 'x-aliases': ['customerGuid', 'customerId'], description: 'The customer.' })
  ),
  siteGuid: Type.Optional(
    Type.String({ maxLength: 150, 'x-aliases': ['siteId'], description: 'A SIP connection of the customer.' })
  )
}

const range = {
  startTelephoneNumber: Type.String({
    minLength: 1, maxLength: 40, 'x-aliases': ['startNumber', 'start', 'telephoneNumber'],
    description: 'The first number. Each X at its end stands for 0, and marks the block that is meant.',
    examples: ['+6139555600X']
  }),
  range: Type.Optional(
    WholeNumber({
      minimum: 1, 'x-aliases': ['count'],
      description:
        'How many numbers, the first included, up to what a request may have. Without it all that the Xs stand for, ' +
        'and without Xs one.',
      examples: [10]
    })
  )
}

const ticketId = Type.Optional(
  Type.String({
    maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID'], description: 'Your service request; kept on the task.'
  })
)

const productContext = Type.Optional(
  Text({ description: 'The product that the numbers are for. Microsoft has one, `teams`.', examples: ['teams'] })
)

const { callingProfile, civicAddressId, locationId, allowTenantAddressUpdate, country, adopt } = UploadBody.properties

export const UploadRangeBody = Type.Object({
  ...target,
  ...range,
  callingProfile,
  usage: Type.Optional(
    Type.Array(Text({ 'x-values': [...usages, ...choosableCapabilities] }), {
      maxItems: 10, 'x-aliases': ['usages'], 'x-listed': true,
      description:
        `One or more of ${usages.join(', ')}, the first of which is the main one, and of the capabilities ` +
        `${choosableCapabilities.join(', ')}. CallingUserAssignment with InboundCalling and OutboundCalling, where ` +
        'nothing else is said.'
    })
  ),
  typeOfService: Type.Optional(Text({
    'x-values': [...typesOfService, 'NoSelection'], description: 'NoSelection is as if it were left out.'
  })),
  country,
  civicAddressId,
  locationId,
  allowTenantAddressUpdate,
  productContext,
  adopt,
  reason: Reason,
  ticketId
}, {
  $id: 'UploadNumberRange',
  description:
    `A start and up to ${numbersPerRequest} numbers. A tenant, a customer or a SIP connection says who gets them.`,
  examples: [{
    umpCustomerGuid: 'd0000000-0000-4000-8000-0000000000a1', startTelephoneNumber: '+6139555620X', range: 10,
    callingProfile: '5f3fbb3b-df9b-483d-b294-c7eb01e22aac', usage: ['InboundCalling', 'OutboundCalling'],
    typeOfService: 'Geographic', allowTenantAddressUpdate: true, productContext: 'teams'
  }]
})
export type UploadRangeBody = Static<typeof UploadRangeBody>

export const ReleaseRangeBody = Type.Object({
  ...target,
  ...range,
  removeFromOperatorConnect: Type.Optional(
    Type.Boolean({
      default: true, 'x-aliases': ['Remove Numbers from Operator Connect Tenant'],
      description:
        'false leaves Microsoft out: for a customer whose tenant is gone there. Numbers that Microsoft does not have ' +
        'are no failure either way.'
    })
  ),
  productContext,
  ticketId
}, {
  $id: 'ReleaseNumberRange',
  description: 'A start and how many numbers. A tenant, a customer or a SIP connection says whose they are.',
  examples: [{
    umpCustomerGuid: 'd0000000-0000-4000-8000-0000000000a1', startTelephoneNumber: '+6139555620X', range: 10,
    removeFromOperatorConnect: true
  }]
})
export type ReleaseRangeBody = Static<typeof ReleaseRangeBody>
