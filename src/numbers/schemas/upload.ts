import { Type, type Static } from '@sinclair/typebox'
import { Reason } from '../../allocations/schemas/allocation.ts'
import { knownCapabilities, typesOfService, usages } from '../../schemas/vocabulary/usage.ts'
import { Text } from '../../schemas/value.ts'

/** The most numbers one request may hold, ranges included; Microsoft's own portal takes as many. */
export const numbersPerRequest = 10_000

/**
 * `x-aliases`: other names a field is known by. `x-listed`: a single value stands for a list of one.
 * `src/http/coerce.ts` reads both, and the OpenAPI documents show them.
 */
export const UploadBody = Type.Object({
  callingProfile: Text({
    minLength: 1, description: 'Id (or name) of the calling profile whose SBCs will carry the numbers.'
  }),
  usage: Text({
    minLength: 1, 'x-values': usages, description: 'What the numbers are for.',
    examples: ['CallingUserAssignment']
  }),
  additionalUsages: Type.Optional(Type.Array(Text({ 'x-values': usages }), {
    maxItems: 4, 'x-aliases': ['additionalUsage'], 'x-listed': true,
    description: 'Further usages; requires workflowVersion 3.'
  })),
  capabilities: Type.Optional(Type.Array(Text({ 'x-values': knownCapabilities }), {
    maxItems: 20, 'x-aliases': ['capability'], 'x-listed': true,
    description:
      'Defaults to InboundCalling and OutboundCalling. Others that the plan of the tenant has are taken as well.',
    examples: [['InboundCalling', 'OutboundCalling']]
  })),
  phoneNumbers: Type.Optional(Type.Array(Text(), {
    maxItems: numbersPerRequest, 'x-aliases': ['phoneNumbersList', 'telephoneNumbers'], 'x-listed': true,
    description: 'E.164 numbers.', examples: [['+61395556880']]
  })),
  phoneNumberRanges: Type.Optional(Type.Array(
    Type.Object({
      start: Text({ description: 'First number.', examples: ['+97239764660'] }),
      end: Text({ description: 'Last number.', examples: ['+97239764670'] })
    }),
    {
      maxItems: 1000, 'x-aliases': ['phoneNumberRange'], 'x-listed': true,
      description: 'Ranges of numbers of one length, both ends included.'
    }
  )),
  country: Type.Optional(
    Text({
      description: 'ISO code or dialling code; mandatory for North American toll-free numbers.', examples: ['AU']
    })
  ),
  typeOfService: Type.Optional(
    Text({ 'x-values': [...typesOfService, 'NoSelection'], description: 'NoSelection is as if it were left out.' })
  ),
  address: Type.Optional(
    Type.String({
      maxLength: 500,
      description:
        'Emergency address: the id of a civic address of the tenant, or its words, as in `350 Fifth Avenue`. It ' +
        'must exist in the tenant.'
    })
  ),
  location: Type.Optional(
    Type.String({
      maxLength: 500,
      description: 'Emergency location: its id, or the town of the address, or the name of a location within it.'
    })
  ),
  civicAddressId: Type.Optional(Text({ description: 'Id of a civic address of the tenant.' })),
  locationId: Type.Optional(Text({ description: 'Id of a location of the tenant.' })),
  allowTenantAddressUpdate: Type.Optional(
    Type.Boolean({ description: 'Whether the tenant may set the emergency address itself; default true.' })
  ),
  adopt: Type.Optional(
    Type.Boolean({
      default: false,
      description:
        'Makes numbers ours that came from elsewhere (source `ocsync`): their source changes, and they are ' +
        'programmed on the SBCs. Without it such numbers are left as they are, and named.'
    })
  ),
  reason: Reason,
  ticketId: Type.Optional(
    Type.String({
      maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID'], description: 'Your service request; kept on the task.'
    })
  ),
  workflowVersion: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 3, default: 3, description: '1 to 3; additional usages need 3.' })
  )
}, {
  $id: 'UploadNumbers',
  description: 'Numbers one by one, by ranges, or both.',
  examples: [{
    callingProfile: '5f3fbb3b-df9b-483d-b294-c7eb01e22aac',
    usage: 'CallingUserAssignment',
    capabilities: ['InboundCalling', 'OutboundCalling'],
    phoneNumbers: ['+61395556880'],
    workflowVersion: 3,
    country: 'AU'
  }, {
    callingProfile: '5f3fbb3b-df9b-483d-b294-c7eb01e22aac',
    usage: 'CallingUserAssignment',
    additionalUsages: ['FirstPartyAppAssignment'],
    capabilities: ['InboundCalling', 'OutboundCalling'],
    phoneNumbers: ['+97239764533', '+97239764535'],
    phoneNumberRanges: [{ start: '+97239764660', end: '+97239764670' }],
    workflowVersion: 3
  }]
})
export type UploadBody = Static<typeof UploadBody>
