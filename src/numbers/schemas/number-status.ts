import { Type, type Static } from '@sinclair/typebox'
import { numbersPerRequest } from './upload.ts'
import { Text } from '../../schemas/value.ts'

export const NumberStatusBody = Type.Object({
  msTenantId: Text({
    description: 'Microsoft tenant id of the customer.', examples: ['c1a7e2d0-1111-4a61-9b01-0000000000a1']
  }),
  telephoneNumbers: Type.Array(Text(), {
    minItems: 1, maxItems: numbersPerRequest, 'x-aliases': ['phoneNumbers', 'phoneNumbersList'], 'x-listed': true,
    description: 'E.164 numbers.', examples: [['+61395556880']]
  })
}, { $id: 'ValidateNumbers' })

const Verdict = Type.Union([Type.Literal('Success'), Type.Literal('Failed')])

/** `telphoneNumberDetail` is spelled as on the wire. */
const documentedInV2 = {
  telephoneNumber: Type.String(),
  validationResult: Verdict,
  actionRequired: Type.Boolean({ description: 'Somebody must do something before the number can be uploaded.' }),
  validationDetail: Type.Array(Type.String(), { description: 'What speaks against the number.' }),
  telphoneNumberDetail: Type.Object({
    numberFound: Type.Boolean({ description: 'Whether the tenant has the number already.' }),
    numberOffering: Type.String({ description: '`OperatorConnect` when the tenant has it.' }),
    assignmentStatus: Type.String()
  })
}

const example = {
  telephoneNumber: '+61395556880', validationResult: 'Success', actionRequired: false, validationDetail: [],
  telphoneNumberDetail: { numberFound: false, numberOffering: '', assignmentStatus: '' }
}

/** As clients of version 2 know it; what decided came with version 3. */
export const NumberVerdictsV2 = Type.Object({
  validationResult: Verdict, telephoneNumbers: Type.Array(Type.Object(documentedInV2))
}, { $id: 'NumberVerdicts', examples: [{ validationResult: 'Success', telephoneNumbers: [example] }] })

export const NumberVerdicts = Type.Object({
  validationResult: Verdict,
  telephoneNumbers: Type.Array(Type.Object({
    ...documentedInV2,
    decidedBy: Type.String({
      description: 'Which rule decided whether there is such a number: the tables, or an override of the provider.'
    })
  }))
}, {
  $id: 'NumberVerdicts',
  examples: [{
    validationResult: 'Success', telephoneNumbers: [{ ...example, decidedBy: 'Tables of libphonenumber-js 1.13.16' }]
  }]
})
export type NumberVerdicts = Static<typeof NumberVerdicts>
