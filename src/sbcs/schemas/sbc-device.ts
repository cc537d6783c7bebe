import { Type, type Static } from '@sinclair/typebox'
import { sbcDrivers } from '../../schemas/sbc-driver.ts'
import { ref } from '../../schemas/ref.ts'
import { taskStatuses } from '../../schemas/task.ts'
import { OneOf, OrNull, Said } from '../../schemas/value.ts'

const driver = OneOf(sbcDrivers, {
  description:
    'What it is: an AudioCodes Mediant, a Kamailio with its JSON-RPC over HTTP, or an Oracle (Acme Packet) SBC.'
})

const listed = {
  sbcId: Type.Integer(),
  name: Type.String(),
  fqdn: Type.String({ description: 'Name of its trunk: calling profiles lead to it by this name.' }),
  ipAddress: OrNull(Type.String()),
  driver: Said(sbcDrivers),
  available: Type.Boolean({ description: 'false while its breaker is open, because it did not answer lately.' }),
  unavailableReason: OrNull(Type.String())
}

const listedExample = {
  sbcId: 8, name: 'Demo SBC 1', fqdn: 'oc1.sbc.dialplane.example', ipAddress: '127.0.0.1', driver: 'mediant',
  available: true, unavailableReason: null
}

/** An SBC as callers see it; how it is reached and with which credentials stays inside. */
export const SbcDevice = Type.Object(listed, { $id: 'SbcDevice', examples: [listedExample] })

/** A calling profile and the SBCs that carry its numbers. */
export const CallingProfileMapping = Type.Object({
  callingProfileId: Type.String(),
  name: Type.String(),
  sbcList: Type.Array(
    Type.Object({ sbcId: Type.Integer(), fqdn: Type.String(), ipAddress: OrNull(Type.String()), name: Type.String() })
  )
}, {
  $id: 'CallingProfileMapping',
  examples: [{
    callingProfileId: '5f3fbb3b-df9b-483d-b294-c7eb01e22aac', name: 'Dialplane Calling',
    sbcList: [{ sbcId: 8, fqdn: 'oc1.sbc.dialplane.example', ipAddress: '127.0.0.1', name: 'Demo SBC 1' }]
  }]
})

/** One thing that was looked at, and what to do about it. */
export const SbcFinding = Type.Object({
  check: Type.Union(
    ([
      'connection', 'encryption', 'credentials', 'role', 'dial-plans', 'saved', 'limits', 'state', 'clock', 'identity',
      'probe'
    ] as const).map(check => Type.Literal(check)),
    { description: 'What was looked at.' }
  ),
  result: Type.Union((['ok', 'warning', 'failed'] as const).map(result => Type.Literal(result)), {
    description: 'A device with a failed check cannot be programmed.'
  }),
  message: Type.String({ description: 'What was found, and what to do about it.' })
})
export type SbcFinding = Static<typeof SbcFinding>

const text = OrNull(Type.String())
const moment = OrNull(Type.String({ format: 'date-time' }))

const healthFields = {
  usable: OrNull(Type.Boolean({ description: 'Whether it can be programmed; null before it was looked at.' })),
  readAt: moment,
  ageSeconds: OrNull(Type.Integer({ description: 'How old this is.' })),
  answeredAt: OrNull(
    Type.String({ format: 'date-time', description: 'When the device last answered; what follows is of then.' })
  ),
  product: text,
  firmware: text,
  serialNumber: text,
  operationalState: text,
  highAvailability: text,
  saveNeeded: OrNull(Type.Boolean({ description: 'Whether it runs something that a restart would lose.' })),
  certificateEnds: OrNull(Type.String({ format: 'date-time', description: 'When its certificate ends.' })),
  alarms: Type.Array(
    Type.Object({ id: Type.String(), description: Type.String(), severity: text, source: text, date: text }),
    { description: 'Active alarms.' }
  ),
  findings: Type.Array(SbcFinding)
}

const healthExample = {
  usable: true,
  readAt: '2026-11-24T10:00:00.000Z',
  ageSeconds: 12,
  answeredAt: '2026-11-24T10:00:00.000Z',
  product: 'Mediant VE SBC',
  firmware: '7.40A.600.203',
  serialNumber: '10000008',
  operationalState: 'UNLOCKED',
  highAvailability: 'Not Operational',
  saveNeeded: false,
  certificateEnds: '2027-10-01T00:00:00.000Z',
  alarms: [{
    id: '1', description: 'Ethernet link alarm. LAN port number 2 is down.', severity: 'minor',
    source: 'Board#1/EthernetLink#2', date: '2026-11-24T09:12:44.000Z'
  }],
  findings: [
    { check: 'connection', result: 'ok', message: 'It answers: Mediant VE SBC, firmware 7.40A.600.203.' },
    { check: 'dial-plans', result: 'ok', message: 'OCDialPlan is there.' }
  ]
}

/** What was last seen of a device. */
export const SbcHealth = Type.Object({ sbcId: Type.Integer(), ...healthFields }, {
  $id: 'SbcHealth', examples: [{ sbcId: 8, ...healthExample }]
})

const settings = {
  name: Type.String({ minLength: 1, maxLength: 100 }),
  fqdn: Type.String({
    minLength: 1, maxLength: 253, description: 'Name of its trunk: calling profiles lead to it by this name.'
  }),
  ipAddress: Type.String({ maxLength: 45, description: 'For people; empty for none.' }),
  driver,
  baseUrl: Type.String({ maxLength: 500, description: 'Of its management interface, without the path of the API.' }),
  certificateAuthority: Type.String({
    maxLength: 100_000, description: 'PEM of the only authority accepted for it; empty trusts the public ones.'
  }),
  certificateFingerprint: Type.String({
    maxLength: 200, description: 'SHA-256 of the one certificate it may show, whoever signed it; empty pins none.'
  }),
  limits: Type.Object({
    nameLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    prefixLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    tagLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    rules: Type.Optional(Type.Integer({
      minimum: 1, maximum: 10_000_000, description: 'Rules that all its dial plans hold together, where you know it.'
    })),
    groupNumbers: Type.Optional(Type.Boolean({
      description: 'Writes ten or more numbers in a row of one customer as one rule, such as `+61395550[000-999]`, ' +
        'where it leads every call where the single rules would. false splits groups as numbers of them change; a ' +
        'device that never had any needs neither.'
    })),
    rowsPerChange: Type.Optional(Type.Integer({
      minimum: 1, maximum: 1_000_000, description: 'Rules that one task may add to it or remove from it.'
    })),
    lockoutSeconds: Type.Optional(Type.Integer({
      minimum: 10, maximum: 100_000, description: 'For how long it locks a user out after failed logins; credentials ' +
        'that it may refuse are tried once in one and a half of that. Else what it says itself counts, or 60.'
    }))
  }, {
    description: 'What it takes: longest texts of a rule, where its firmware differs from 15, 50, 64; how many rules.'
  })
}

const credentials = {
  username: Type.String({ minLength: 1, maxLength: 100, pattern: '^[^:\\x00-\\x1f]*$' }),
  password: Type.String({ minLength: 1, maxLength: 200, description: 'Kept sealed, and never shown again.' }),
  clientCertificate: Type.String({
    maxLength: 100_000, description: 'PEM of the certificate to show when the device asks for one; empty for none.'
  }),
  clientKey: Type.String({ maxLength: 100_000, description: 'PEM of its key. Kept sealed, and never shown again.' })
}

const ticketId = Type.Optional(
  Type.String({ maxLength: 64, 'x-aliases': ['Ticket ID'], description: 'Your service request.' })
)

export const SbcRegistration = Type.Object({
  ...settings,
  ipAddress: Type.Optional(settings.ipAddress),
  driver: Type.Optional(driver),
  certificateAuthority: Type.Optional(settings.certificateAuthority),
  certificateFingerprint: Type.Optional(settings.certificateFingerprint),
  limits: Type.Optional(settings.limits),
  ...credentials,
  clientCertificate: Type.Optional(credentials.clientCertificate),
  clientKey: Type.Optional(credentials.clientKey),
  ticketId
}, {
  $id: 'SbcRegistration',
  examples: [{
    name: 'Sydney 1',
    fqdn: 'syd1.sbc.dialplane.example',
    baseUrl: 'https://syd1-mgmt.dialplane.example',
    username: 'dialplane',
    password: 'correct horse battery staple',
    certificateFingerprint:
      'AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89'
  }]
})

export const SbcSettings = Type.Object({
  ...Type.Partial(Type.Object(settings)).properties,
  username: Type.Optional(credentials.username),
  password: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description:
        'Only together with another `baseUrl`: what is stored is sent to no other host. Else credentials are rotated.'
    })
  ),
  abandoned: Type.Optional(Type.Boolean({
    description:
      'true gives a device up that will not come back: nothing waits for it any more, numbers and SIP connections ' +
      'leave it at once in the records, new numbers pass it over, and it can be removed with numbers on it. false ' +
      'takes it back; restore it then.'
  })),
  ticketId
}, {
  $id: 'SbcSettings', description: 'What is left out stays as it is.',
  examples: [{ name: 'Sydney 1', limits: { tagLength: 42 } }]
})

export const SbcCredentials = Type.Object({
  ...credentials,
  username: Type.Optional(credentials.username),
  clientCertificate: Type.Optional(credentials.clientCertificate),
  clientKey: Type.Optional(credentials.clientKey),
  ticketId
}, {
  $id: 'SbcCredentials', description: 'The user name stays as it is when it is left out.',
  examples: [{ password: 'a new one' }]
})

/** A device with everything that is not a secret. */
export const SbcDetails = Type.Object({
  ...listed,
  baseUrl: Type.String(),
  username: Type.String(),
  certificateAuthority: text,
  certificateFingerprint: text,
  clientCertificate: text,
  limits: settings.limits,
  siteCount: Type.Integer({ description: 'Sites on it.' }),
  numberCount: Type.Integer({ description: 'Numbers programmed on it.' }),
  createdAt: Type.String({ format: 'date-time' }),
  credentialsChangedAt: Type.String({ format: 'date-time' }),
  abandonedAt: OrNull(Type.String({ format: 'date-time', description: 'When it was given up.' })),
  health: Type.Object(healthFields)
}, {
  $id: 'SbcDetails',
  examples: [{
    ...listedExample, baseUrl: 'https://oc1-mgmt.dialplane.example', username: 'dialplane', certificateAuthority: null,
    certificateFingerprint: null, clientCertificate: null, limits: {}, siteCount: 1, numberCount: 12,
    createdAt: '2026-11-01T09:00:00.000Z', credentialsChangedAt: '2026-11-20T09:00:00.000Z', abandonedAt: null,
    health: healthExample
  }]
})
export type SbcDetails = Static<typeof SbcDetails>

/** What an operation on a device came to. Only the task is told when it takes longer than a request can wait. */
export const SbcAnswer = Type.Object({
  taskId: Type.String(),
  status: Type.Optional(
    Said(taskStatuses, {
      description: 'InProgress when it takes longer; follow the task then.', examples: ['CompletedSuccess']
    })
  ),
  sbcId: Type.Optional(Type.Integer()),
  usable: Type.Optional(Type.Boolean({ description: 'Whether the device can be programmed as it is now.' })),
  findings: Type.Optional(Type.Array(SbcFinding)),
  device: Type.Optional(ref(SbcDetails))
}, {
  $id: 'SbcAnswer',
  examples: [{
    taskId: 'sbc_test_c14a0a55-fcc5-4598-b405-c978e7da1af4',
    status: 'CompletedWithErrors',
    sbcId: 8,
    usable: false,
    findings: [{
      check: 'credentials', result: 'failed',
      message: 'SBC 8 does not accept our credentials (401): the user or the password is wrong, blocked or expired.'
    }]
  }]
})

const left = Type.Array(Type.Object({ prefix: Type.String(), reason: Type.String() }))

/** What restoring came to for one dial plan of a device; lists end after a thousand. */
export const RestoredPlan = Type.Object({
  plan: Type.String(),
  added: Type.Integer({ description: 'Rules that were missing and were put back.' }),
  unchanged: Type.Integer({ description: 'Rules of ours that were there.' }),
  inTasks: Type.Integer({ description: 'Rules left to tasks under way that change them.' }),
  conflicts: left,
  refused: left
})
