import type { Shapes } from '@dialplane/client'
import { given, type Action } from '../parts/action.ts'

type DataSync = Shapes['DataSync']

const modelTypes = [
  'PartnerOperatorConsents', 'TenantCallingProfiles', 'NumberUsageCapabilities', 'PartnerCivicAddress', 'Numbers'
] as const

/** What can be done with a data sync. */
export function dataSyncActions ({ syncId, name, syncType, schedule, timeZone, isDefault }: DataSync): Action[] {
  const path = { syncId }
  const isGrave = syncType === 'purge'
  return [
    {
      name: 'Run', about: name, isGrave,
      fields: [{
        name: 'removalMax', label: 'At most so many removals', type: 'number',
        hint: 'a run that would remove more waits for an approval; empty: what the data sync says'
      }],
      ask: (client, { removalMax = '' }, query) => client.open('runDataSync', {
        path, query, body: removalMax === '' ? {} : { removalMax: Number(removalMax) }
      })
    },
    {
      name: 'Try', about: name,
      ask: (client, _values, query) => client.open('runDataSync', { path, query, body: { dryRun: true } })
    },
    {
      name: 'Schedule', about: name,
      fields: [
        {
          name: 'schedule', label: 'When it runs by itself', value: schedule ?? '',
          hint: 'cron with five fields, as in 30 2 * * *; empty: only when somebody asks'
        },
        { name: 'timeZone', label: 'Time zone', value: timeZone }
      ],
      ask: (client, { schedule = '', ...rest }, query) => client.open('changeDataSync', {
        path, query, body: { schedule: schedule.trim(), ...given(rest) }
      })
    },
    ...isDefault
      ? []
      : [{
        name: 'Remove', about: name, isGrave: true,
        ask: (client, _values, query) => client.open('removeDataSync', { path, query })
      } satisfies Action]
  ]
}

/** Makes another one, for some sorts of records of an Operator Connect tenant. */
export const newDataSync = (tenants: ReadonlyArray<readonly [id: string, name: string]>): Action => ({
  name: 'Add', about: 'data sync',
  fields: [
    { name: 'name', label: 'Name', isRequired: true },
    {
      name: 'operatorTenantId', label: 'Operator Connect tenant', choices: tenants, isRequired: true,
      ...tenants[0] !== undefined && { value: tenants[0][0] }
    },
    {
      name: 'models', label: 'What it reads, in this order', isRequired: true, value: modelTypes.join(' '),
      hint: 'with blanks between them'
    },
    { name: 'schedule', label: 'When it runs by itself', hint: 'cron with five fields; empty: when somebody asks' }
  ],
  ask: (client, { models = '', name = '', operatorTenantId = '', schedule = '' }, query) => {
    const asked = models.split(/[\s,]+/)
    return client.open('addDataSync', {
      query,
      body: {
        name: name.trim(), operatorTenantId, modelTypes: modelTypes.filter(model => asked.includes(model)),
        ...given({ schedule })
      }
    })
  }
})
