import { Type, type Static } from '@sinclair/typebox'
import { OneOf, OrNull, Text } from '../../schemas/value.ts'
import { typesOfService } from '../../schemas/vocabulary/usage.ts'

/** Overrides that a provider may have: each upload is judged by all of them. */
const overridesAtMost = 500

const when = { format: 'date-time', maxLength: 40 } as const

const NumberingOverride = Type.Object({
  country: Type.String({ description: 'ISO code.' }),
  start: Type.String({ description: 'The first number, E.164.' }),
  end: Type.String({ description: 'The last number.' }),
  numberType: OneOf(typesOfService),
  source: Type.String({ description: 'Where it is written that these numbers exist.' }),
  note: OrNull(Type.String()),
  validFrom: OrNull(Type.String({ format: 'date-time', description: 'null: from the beginning.' })),
  validTo: OrNull(Type.String({ format: 'date-time', description: 'null: without end.' })),
  inForce: Type.Boolean({ description: 'Whether it decides now.' }),
  needless: Type.Boolean({
    description:
      'Whether the tables say the same by now, so that it can go. Of more than 20,000 numbers as many are looked at.'
  })
})

export const NumberingOverridesAnswer = Type.Object({
  tables: Type.String({ description: 'The tables of numbering plans that this installation has.' }),
  overrides: Type.Array(NumberingOverride, { description: 'By number.' })
}, {
  $id: 'NumberingOverridesAnswer',
  description: 'What the provider declared beside the tables of numbering plans.',
  examples: [{
    tables: 'libphonenumber-js 1.13.16',
    overrides: [{
      country: 'AU', start: '+61359990000', end: '+61359999999', numberType: 'Geographic', source: 'ACMA 2026-118',
      note: 'Opened on the first of December', validFrom: '2026-12-01T00:00:00Z', validTo: null, inForce: false,
      needless: false
    }]
  }]
})

export const NumberingOverrides = Type.Object({
  overrides: Type.Array(Type.Object({
    country: Text({ description: 'ISO code or dialling code.' }),
    start: Text({ description: 'The first number, E.164.' }),
    end: Text({ description: 'The last number, of the same length.' }),
    numberType: Type.Optional(Text({
      'x-values': typesOfService,
      description: `${typesOfService.join(', ')}; without it Geographic.`, 'x-aliases': ['type']
    })),
    source: Type.String({
      minLength: 1, maxLength: 500, description: 'Where it is written that these numbers exist: a notice, a contract.'
    }),
    note: Type.Optional(OrNull(Type.String({ maxLength: 1000 }))),
    validFrom: Type.Optional(OrNull(Type.String({ ...when, description: 'Without it, from the beginning.' }))),
    validTo: Type.Optional(OrNull(Type.String({ ...when, description: 'Not any more from then on.' })))
  }, { 'x-shown': ['inForce', 'needless'] }), {
    maxItems: overridesAtMost, 'x-listed': true, description: 'All of them; those that are not named are gone.'
  }),
  ticketId: Type.Optional(
    Type.String({
      maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID'], description: 'Your service request; kept on the task.'
    })
  )
}, {
  $id: 'NumberingOverrides',
  description:
    'Ranges of numbers that exist, whatever the tables of numbering plans say. They decide before the tables, about ' +
    'whether a number exists, its country and its type.',
  examples: [{
    overrides: [{
      country: 'AU', start: '+61359990000', end: '+61359999999', numberType: 'Geographic', source: 'ACMA 2026-118',
      note: 'Opened on the first of December', validFrom: '2026-12-01T00:00:00Z'
    }]
  }]
})
export type NumberingOverrides = Static<typeof NumberingOverrides>
