import type { Dialplane, Shapes } from '@dialplane/client'
import { counted } from '../parts/told.tsx'

export type NumberRecord = Shapes['NumberRecord']

export interface Field {
  readonly name: string
  readonly label: string
  readonly choices?: readonly string[]
  readonly hint?: string
}

type Values = Readonly<Record<string, string>>

/** What can be done to numbers of one tenant; each becomes a task. */
export interface NumberAction {
  readonly name: string
  /** What will be done, for the plan. */
  readonly effects: (numbers: readonly NumberRecord[], values: Values) => readonly string[]
  readonly isGrave?: boolean
  readonly fields?: readonly Field[]
  readonly start: (
    client: Dialplane, msTenantId: string, phoneNumbers: string[], values: Values
  ) => Promise<{ taskId: string }>
}

/** The SBCs that carry these numbers, with how many of them. */
function onSbcs (numbers: readonly NumberRecord[]): string[] {
  const names = numbers.flatMap(({ sbcList }) => sbcList.map(({ sbcName }) => sbcName))
  return [...new Set(names)].map(name => `${counted(names.filter(other => other === name).length, 'rule')} of ${name}`)
}

const given = (values: Values): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''))

const usages = [
  'CallingUserAssignment', 'FirstPartyAppAssignment', 'ConferenceAssignment', 'ThirdPartyAppAssignment'
] as const

export const numberActions: readonly NumberAction[] = [
  {
    name: 'Release', isGrave: true,
    effects: numbers => [
      `off the Microsoft tenant: ${counted(numbers.length, 'number')}`,
      ...onSbcs(numbers).map(rules => `removed: ${rules}`),
      'the numbers are the tenant\'s no more; the cooling policy says when they are free'
    ],
    start: (client, msTenantId, phoneNumbers) =>
      client.call('releaseNumbers', { query: { msTenantId }, body: { phoneNumbers } })
  },
  {
    name: 'Unassign',
    effects: numbers => {
      const assigned = numbers.filter(({ assignmentStatus }) => assignmentStatus !== 'Unassigned').length
      return [`taken from users: ${counted(assigned, 'number')}`, `without a user: ${numbers.length - assigned}`]
    },
    start: (client, msTenantId, telephoneNumbers) =>
      client.call('unassignNumbers', { query: { msTenantId }, body: { telephoneNumbers } })
  },
  {
    name: 'Change emergency location',
    fields: [
      { name: 'address', label: 'Emergency address', hint: 'as the tenant has it: its id, or its words' },
      { name: 'location', label: 'Location within it', hint: 'may be left empty' }
    ],
    effects: (numbers, { address = '' }) =>
      [`with another emergency address, ${address || '…'}: ${counted(numbers.length, 'number')}`],
    start: (client, msTenantId, phoneNumbers, values) =>
      client.call('changeEmergencyLocation', { query: { msTenantId }, body: { phoneNumbers, ...given(values) } })
  },
  {
    name: 'Update capabilities',
    fields: [
      { name: 'usage', label: 'Usage', choices: usages },
      { name: 'capabilities', label: 'Capabilities', hint: 'with blanks between them, as in InboundCalling' }
    ],
    effects: (numbers, { usage = '', capabilities = '' }) => [
      `for ${usage || 'what they were'}, with ${capabilities || 'what they had'}: ${counted(numbers.length, 'number')}`
    ],
    start: (client, msTenantId, phoneNumbers, { usage, capabilities = '' }) => {
      const known = usages.find(name => name === usage)
      const words = capabilities.split(/[\s,]+/).filter(word => word !== '')
      const wanted = { ...known !== undefined && { usage: known }, ...words.length > 0 && { capabilities: words } }
      return client.call('updateCapabilities', { query: { msTenantId }, body: { phoneNumbers, ...wanted } })
    }
  }
]
