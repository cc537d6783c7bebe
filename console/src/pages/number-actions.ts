import type { Dialplane, Shapes } from '@dialplane/client'
import { given, oneOf, type Field, type Mode, type Values } from '../parts/action.ts'

export type NumberRecord = Shapes['NumberRecord']

/** What can be done to numbers of one tenant; each becomes a task. */
export interface NumberAction {
  readonly name: string
  readonly isGrave?: boolean
  readonly fields?: readonly Field[]
  readonly ask: (
    client: Dialplane, msTenantId: string, phoneNumbers: string[], values: Values, mode: Mode
  ) => Promise<Response>
}

const usages = [
  'CallingUserAssignment', 'FirstPartyAppAssignment', 'ConferenceAssignment', 'ThirdPartyAppAssignment'
] as const

/** Those that can be chosen; the others follow from what a number is. */
const choosable = ['InboundCalling', 'OutboundCalling', 'Mobile'] as const

function toCapability (word: string): typeof choosable[number] {
  const known = choosable.find(one => one.toLowerCase() === word.toLowerCase())
  if (known !== undefined) return known
  throw new Error(`${word} is no capability that can be chosen; there are ${choosable.join(', ')}.`)
}

export const numberActions: readonly NumberAction[] = [
  {
    name: 'Release', isGrave: true,
    ask: (client, msTenantId, phoneNumbers, _values, mode) =>
      client.open('releaseNumbers', { query: { msTenantId, ...mode }, body: { phoneNumbers } })
  },
  {
    name: 'Unassign',
    ask: (client, msTenantId, telephoneNumbers, _values, mode) =>
      client.open('unassignNumbers', { query: { msTenantId, ...mode }, body: { telephoneNumbers } })
  },
  {
    name: 'Change emergency location',
    fields: [
      { name: 'address', label: 'Emergency address', hint: 'as the tenant has it: its id, or its words' },
      { name: 'location', label: 'Location within it', hint: 'may be left empty' }
    ],
    ask: (client, msTenantId, phoneNumbers, values, mode) => client.open('changeEmergencyLocation', {
      query: { msTenantId, ...mode }, body: { phoneNumbers, ...given(values) }
    })
  },
  {
    name: 'Update capabilities',
    fields: [
      { name: 'usage', label: 'Usage', choices: usages },
      { name: 'capabilities', label: 'Capabilities', hint: 'with blanks between them, as in InboundCalling' }
    ],
    async ask (client, msTenantId, phoneNumbers, { usage, capabilities = '' }, mode) {
      const known = oneOf(usages, usage)
      const words = capabilities.split(/[\s,]+/).filter(word => word !== '').map(toCapability)
      const wanted = { ...known !== undefined && { usage: known }, ...words.length > 0 && { capabilities: words } }
      return client.open('updateCapabilities', { query: { msTenantId, ...mode }, body: { phoneNumbers, ...wanted } })
    }
  }
]
