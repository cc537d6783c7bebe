import { Type, type Static } from '@sinclair/typebox'
import { OneOf, OrNull } from '../../schemas/value.ts'
import { SbcFinding } from './sbc-device.ts'

const text = OrNull(Type.String())
const moment = OrNull(Type.String({ format: 'date-time' }))
const count = (description: string) => OrNull(Type.Integer({ description }))

/** What a device showed that it can do. */
const QualificationProfile = Type.Object({
  product: text,
  firmware: text,
  serialNumber: text,
  operationalState: OrNull(Type.String({ description: 'UNLOCKED when it takes calls.' })),
  highAvailability: OrNull(Type.String({ description: 'Its part in a redundant pair.' })),
  certificateEnds: moment,
  licence: text,
  timeZone: OrNull(Type.String({ description: 'As its clock says or seems to be set, from Greenwich.' })),
  clockOffsetSeconds: count('How far its clock is before ours.'),
  longestName: count('The longest name that it took of those that were tried: 15 and 31 characters.'),
  longestPrefix: count('The longest prefix: of 16, 32 and 50.'),
  longestTag: count('The longest tag: of 42 and 64.'),
  prefixCaseSensitive: OrNull(Type.Boolean({ description: 'Whether letters of prefixes match in their case only.' })),
  failedLogins: count('Failed logins after which it locks a user out, where it says so.'),
  lockoutSeconds: count('And for how long.'),
  ways: Type.Array(Type.String(), { description: 'Ways of reading by which the probe was looked for.' }),
  readMs: count('To read the plan of numbers.'),
  changeMs: count('From the first look to the save, for five rules.'),
  saveMs: count('Of that, for the save.'),
  removeMs: count('To remove them.')
})

const Capacity = Type.Object({
  rules: count('Rules on it, as last seen: in all plans where it tells that, else in the plan of numbers.'),
  limit: count('How many it holds, as it says or its registration does.'),
  addedPerDay: OrNull(Type.Number({ description: 'Rules of numbers that came less those that went, of 30 days.' })),
  fullInDays: count('Days until it is full when that goes on.')
}, { description: 'How far its dial plans are filled, and when they will be.' })

const Logins = Type.Object({
  pauseSeconds: Type.Integer({
    description: 'Credentials that it refused, and others that were tried, are not followed by the next for so long.'
  }),
  lockoutSeconds: Type.Integer({ description: 'How long it is taken to lock a user out.' }),
  source: OneOf(['registration', 'device', 'default'] as const, { description: 'Who says so.' })
}, { description: 'How often it is logged in to with credentials that may be wrong.' })

/** What rules of numbers need: the name of a SIP connection, `+` and fifteen digits, `Trunk=` and a tenant id. */
export const needs = { nameLength: 15, prefixLength: 16, tagLength: 42 }

const fitness = ['unknown', 'pending', 'fit', 'unfit'] as const

/** Whether an SBC can do what numbers need, and how that is known. */
export const SbcQualification = Type.Object({
  sbcId: Type.Integer(),
  state: Type.Union(fitness.map(state => Type.Literal(state)), {
    description: 'unknown: never asked for, numbers are put on it; pending: its numbers wait; unfit: it gets none.'
  }),
  reasons: Type.Array(Type.String(), { description: 'Why it gets no numbers.' }),
  askedAt: moment,
  qualifiedAt: moment,
  taskId: OrNull(Type.String({ description: 'The task that last came to a result.' })),
  findings: Type.Array(SbcFinding),
  needs: Type.Object({ nameLength: Type.Integer(), prefixLength: Type.Integer(), tagLength: Type.Integer() }, {
    description: 'What rules of numbers need.'
  }),
  capacity: Capacity,
  logins: Logins,
  profile: OrNull(QualificationProfile)
}, {
  $id: 'SbcQualification',
  examples: [{
    sbcId: 8, state: 'fit', reasons: [], askedAt: '2026-11-24T10:00:00.000Z', qualifiedAt: '2026-11-24T10:00:04.000Z',
    taskId: 'sbc_qlf_c14a0a55-fcc5-4598-b405-c978e7da1af4',
    findings: [{
      check: 'probe', result: 'ok',
      message: 'A rule like those of numbers (15 characters of name, 16 of prefix and 42 of tag) was written, found ' +
        'by the CLI script and the INI file, and saved.'
    }],
    needs: { nameLength: 15, prefixLength: 16, tagLength: 42 },
    capacity: { rules: 6012, limit: 10_000, addedPerDay: 40.5, fullInDays: 98 },
    logins: { pauseSeconds: 90, lockoutSeconds: 60, source: 'default' },
    profile: {
      product: 'Mediant VE SBC', firmware: '7.40A.600.203', serialNumber: '10000008', operationalState: 'UNLOCKED',
      highAvailability: 'Not Operational', certificateEnds: '2027-10-01T00:00:00.000Z',
      licence: 'SBC sessions 1000, Teams, TLS', timeZone: '+00:00', clockOffsetSeconds: 0, longestName: 15,
      longestPrefix: 50, longestTag: 64, prefixCaseSensitive: true, failedLogins: null, lockoutSeconds: null,
      ways: ['the CLI script', 'the INI file'],
      readMs: 180, changeMs: 940, saveMs: 210, removeMs: 870
    }
  }]
})
export type SbcQualification = Static<typeof SbcQualification>
export type QualificationProfile = Static<typeof QualificationProfile>
