import type { Shapes } from '@dialplane/client'
import type { Action } from '../parts/action.ts'

type Freeze = Shapes['FreezeWindow']

/** What can be done with an SBC. */
export function sbcActions (sbcId: string, about: string): Action[] {
  const path = { sbcId }
  return [
    {
      name: 'Test the connection', about,
      ask: (client, _values, query) => client.open('testSbc', { path, query })
    },
    {
      name: 'Qualify', about,
      ask: (client, _values, query) => client.open('qualifySbc', { path, query })
    },
    {
      name: 'Freeze', about, isGrave: true,
      fields: [
        { name: 'endsAt', label: 'Until', type: 'datetime-local', isRequired: true },
        { name: 'reason', label: 'Why', isRequired: true }
      ],
      ask: (client, { endsAt = '', reason = '' }, query) => client.open('addFreeze', {
        query, body: { sbcId: Number(sbcId), endsAt: new Date(endsAt).toISOString(), reason }
      })
    },
    {
      name: 'Restore', about, isGrave: true,
      ask: (client, _values, query) => client.open('restoreSbc', { path, query })
    }
  ]
}

export const endOfFreeze = ({ freezeId, reason }: Freeze): Action => ({
  name: 'End the freeze', about: reason,
  ask: (client, _values, query) => client.open('endFreeze', { path: { freezeId }, query })
})

/** Takes back a change and all later ones of ours. */
export const undoOf = (sbcId: string, changeId: string): Action => ({
  name: 'Undo', about: `change ${changeId} and all behind it`, isGrave: true,
  ask: (client, _values, query) => client.open('undoSbcChanges', { path: { sbcId, changeId }, query })
})
