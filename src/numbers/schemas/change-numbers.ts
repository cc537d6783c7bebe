import { Type, type Static } from '@sinclair/typebox'
import { numbersPerRequest, UploadBody } from './upload.ts'
import { Text } from '../../schemas/value.ts'
import { knownCapabilities } from '../../schemas/vocabulary/usage.ts'

const { usage, additionalUsages, address, location, civicAddressId, locationId } = UploadBody.properties

const numbers = {
  phoneNumbers: Type.Optional(Type.Array(Text(), {
    maxItems: numbersPerRequest, 'x-aliases': ['phoneNumbersList', 'telephoneNumbers'], 'x-listed': true,
    description: 'E.164 numbers of the tenant.'
  })),
  phoneNumberRanges: Type.Optional(Type.Array(
    Type.Object({
      start: Text({ examples: ['+61395556880'] }), end: Text({ examples: ['+61395556889'] })
    }),
    { maxItems: 1000, 'x-listed': true, description: 'Ranges of numbers of one length, both ends included.' }
  )),
  ticketId: Type.Optional(
    Type.String({
      maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID'], description: 'Your service request; kept on the task.'
    })
  )
}

/** What the numbers may be used for from now on; what is left out stays as it is. */
export const CapabilitiesBody = Type.Object({
  ...numbers,
  usage: Type.Optional(usage),
  additionalUsages,
  capabilities: Type.Optional(Type.Array(Text({ 'x-values': knownCapabilities }), {
    maxItems: 20, 'x-aliases': ['capability'], 'x-listed': true,
    description:
      'The capabilities that the numbers have from now on; others are taken away. Those that only the plan of the ' +
      'tenant has are taken as well.',
    examples: [['InboundCalling', 'OutboundCalling']]
  }))
}, {
  $id: 'ChangeCapabilities',
  examples: [{ phoneNumbers: ['+61395556880'], usage: 'CallingUserAssignment', capabilities: ['InboundCalling'] }]
})
export type CapabilitiesBody = Static<typeof CapabilitiesBody>

/** Where emergency services look for a caller from now on. */
export const EmergencyLocationBody = Type.Object({ ...numbers, civicAddressId, locationId, address, location }, {
  $id: 'ChangeEmergencyLocation',
  examples: [{
    phoneNumbers: ['+61395556880'], civicAddressId: '815aa0c1-cc95-425f-8315-11757c906aec',
    locationId: 'b4ab2322-20a5-4c7b-89ae-acf70b78944a'
  }]
})
export type EmergencyLocationBody = Static<typeof EmergencyLocationBody>
