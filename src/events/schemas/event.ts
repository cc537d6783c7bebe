import { Type, type Static, type TObject, type TProperties } from '@sinclair/typebox'
import { ref } from '../../schemas/ref.ts'
import { Named, OneOf, OrNull } from '../../schemas/value.ts'
import { Task } from '../../schemas/task.ts'
import { examples } from './event-examples.ts'

const taskId = Type.String({ description: 'The task that did it.' })

/** Whose the event is; null where it is nobody's below the provider, or of no tenant. */
const owner = {
  msTenantId: OrNull(Type.String({ description: 'The Microsoft tenant that it is about.' })),
  umpCustomerGuid: OrNull(Type.String({ description: 'The customer that it is about.' }))
}

const move = {
  taskId: Type.String(),
  kind: Named('kinds of tasks', { description: 'More will come: pass over what you do not know.' }),
  step: Type.String({ description: 'The step at which it happened.' }),
  status: Task.properties.status,
  ticketId: OrNull(Type.String({ description: 'The service request of the task.' })),
  ...owner
}
const numbers = {
  numbers: Type.Array(Type.String(), { description: 'All numbers that were changed together, as +E.164.' }),
  taskId: OrNull(taskId), ...owner
}
const consent = {
  status: Named('statuses of consents', { description: 'What Microsoft says of the consent.' }),
  consentedCountries: Type.Array(Type.String()), relationship: Type.Unknown({ description: 'Our side of it.' }),
  taskId: OrNull(taskId), ...owner
}
const customer = {
  shortName: Type.String(), fullName: Type.String(), licenseType: Type.Integer(),
  licensedUsersCount: OrNull(Type.Integer()), taskId: OrNull(taskId), ...owner
}
const health = {
  sbcId: Type.Integer(), findings: Type.Array(Type.Unknown(), { description: 'What is wrong with it.' }),
  taskId: OrNull(taskId)
}
const credential = {
  of: OneOf(['operator', 'customer'], { description: 'Whose tenant it is for.' }),
  clientId: Type.String({ description: 'The application at Entra.' }),
  expiresAt: OrNull(Type.String({ format: 'date-time' })),
  hasNext: Type.Boolean({ description: 'Whether the one that is to follow is there.' }), ...owner
}
const drift = {
  class: Named('classes of drift', { description: 'In which way.' }),
  sbcId: OrNull(Type.Integer({ description: 'The SBC that it is about.' })),
  numbers: Type.Array(Type.String()), ...owner
}
const unknownWord = {
  word: Type.String({ description: 'As Microsoft says it.' }),
  of: OneOf(['upload', 'release'], { description: 'Whether of an upload or of a release.' }),
  jobId: Type.String({ description: 'The job at Microsoft.' }), taskId: OrNull(taskId), ...owner
}
const webhook = {
  webhookId: Type.String(), name: Type.String(), reason: OrNull(Type.String({ description: 'Why it was paused.' }))
}

/** Each type of event: its data, and what it says in a sentence. */
const types = {
  'task.accepted': [move, 'A task was stored.'],
  'task.started': [move, 'A worker took the task for the first time.'],
  'task.waiting': [move, 'The task waits for something outside, such as a job of Microsoft\'s.'],
  'task.retried': [move, 'A step failed for now, and is tried again.'],
  'task.undone': [move, 'The task failed or was canceled, and begins to take back what it did.'],
  'task.finished': [move, 'The task is over; `status` says how.'],
  'task.parked': [move, 'The task waits for a person: it does not fit, killed its workers, or cannot be undone.'],
  'task.awaiting_approval': [move, 'The task waits until somebody else approves or refuses what it would do.'],
  'task.approved': [move, 'Somebody approved what the task would do; it goes on.'],
  'task.refused': [move, 'Somebody refused what the task would do; it takes back what it did.'],
  'task.closed': [move, 'Somebody closed a task that could not be undone; what it did stays.'],
  'numbers.uploaded': [numbers, 'Numbers are ours from now on.'],
  'numbers.confirmed': [numbers, 'Numbers were there already, with other settings.'],
  'numbers.changed': [numbers, 'Usage, capabilities or location of numbers are others.'],
  'numbers.assigned': [numbers, 'Numbers were given to users.'],
  'numbers.unassigned': [numbers, 'Numbers were taken from users.'],
  'numbers.released': [numbers, 'Numbers were given back to Microsoft.'],
  'numbers.taken_back': [numbers, 'An upload that failed took its numbers back.'],
  'numbers.forgotten': [numbers, 'An upload that failed had found the numbers at Microsoft, and left them there.'],
  'numbers.discovered': [numbers, 'A synchronization found numbers that we did not know.'],
  'numbers.observed': [numbers, 'A synchronization found numbers to be otherwise than we knew.'],
  'numbers.removal_status': [numbers, 'Numbers were marked for removal, or are not any more.'],
  'numbers.purged': [numbers, 'Numbers that Microsoft does not have any more were forgotten.'],
  'consent.added': [consent, 'A tenant consented to us.'],
  'consent.changed': [consent, 'A consent, or our side of it, is another.'],
  'consent.removed': [consent, 'A tenant took its consent back.'],
  'customer.created': [customer, 'A lead became a customer.'],
  'customer.changed': [customer, 'Name or channel of a customer are others.'],
  'customer.deleted': [customer, 'A customer is no more.'],
  'licence.changed': [customer, 'The licence of a customer is another.'],
  'sbc.usable': [health, 'An SBC can be used again.'],
  'sbc.unusable': [health, 'An SBC cannot be used.'],
  'credential.expiring': [credential, 'A credential at Microsoft ends within 30 days; told once a day.'],
  'credential.expired': [credential, 'A credential at Microsoft has ended; told once a day.'],
  'drift.appeared': [drift, 'Records, Microsoft and SBCs begin to differ about numbers.'],
  'drift.gone': [drift, 'They agree about the numbers again.'],
  'microsoft.unknown_word': [unknownWord, 'Microsoft says a word of a job that we do not know; its numbers decide.'],
  'webhook.paused': [webhook, 'A webhook is not called any more, until somebody has it go on.'],
  'webhook.test': [webhook, 'Somebody tries a webhook, which is sent this whatever types it wants.']
} as const satisfies Record<string, readonly [TProperties, string]>

export const eventTypes: readonly string[] = Object.keys(types)

const envelope = {
  specversion: OneOf(['1.0'], { description: 'Of CloudEvents.' }),
  id: Type.String({ description: 'Its place in the log: unique, and higher for what came later.', examples: ['4711'] }),
  source: Type.String({ description: 'Whose log it stands in.', examples: ['/providers/1'] }),
  subject: Type.String({ description: 'What it is about: the id of a task, a customer, a tenant, a device.' }),
  time: Type.String({ format: 'date-time', description: 'When the transaction began that made it true.' })
}

/** Any event, as lists of them have it. */
export const Event = Type.Object({
  ...envelope,
  type: Type.String({ enum: [...eventTypes], description: 'More types will come: pass over what you do not know.' }),
  data: Type.Record(Type.String(), Type.Unknown(), { description: 'By the type; the document has a schema for each.' })
}, {
  $id: 'Event', description: 'Something that happened, in the form of CloudEvents 1.0.',
  examples: [examples['task.finished']]
})
export type Event = Static<typeof Event>

const nameOf = (type: string): string =>
  `${type.split(/[._]/).map(word => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('')}Event`

const exampleOf = (type: string): object[] =>
  Object.entries(examples).filter(([name]) => name === type).map(([, example]) => example)

/** The schema of each type of event, with what it says. */
export const typedEvents: ReadonlyArray<{ type: string, sentence: string, schema: TObject & { $id: string } }> =
  Object.entries(types).map(([type, [data, sentence]]) => {
    const $id = nameOf(type)
    const schema = Type.Object({ ...envelope, type: OneOf([type]), data: Type.Object(data) }, {
      $id, description: sentence, examples: exampleOf(type)
    })
    return { type, sentence, schema: { ...schema, $id } }
  })

export const EventPage = Type.Object({
  data: Type.Array(ref(Event)),
  next: Type.String({ description: 'Send it as `after` to go on behind what this answer tells.', examples: ['4711'] }),
  more: Type.Boolean({ description: 'Whether there is more by now: ask again at once.' })
}, {
  $id: 'EventPage', description: 'Events in their order.',
  examples: [{ data: [examples['task.accepted'], examples['task.finished']], next: '4711', more: false }]
})
