import type { Example, Place } from './example.ts'

const id = ({ serial }: Place): number => 50_000 + serial
const lead = ({ serial }: Place): string => `c0ffee00-0000-4000-8000-${String(serial).padStart(12, '0')}`

async function exists (place: Place): Promise<void> {
  await place.services.db.query({
    text: 'insert into channel (provider_id, id, name) values (1, $1, $2) on conflict do nothing',
    values: [id(place), `Channel ${place.serial}`]
  })
}

/** The channel, without what differs from run to run, and whether the lead of the run belongs to it. */
async function state (place: Place): Promise<unknown> {
  const { rows } = await place.services.db.query({
    text:
      `select description, operator_connect_enabled, exists (select from lead where id = $2
        and channel_id = c.id) as "hasLead" from channel c where id = $1`,
    values: [id(place), lead(place)]
  })
  return rows
}

const common = { numbers: 0, state, afterFailure: 'clean' } as const

export const addChannel: Example = {
  ...common,
  steps: 'wca: add-channel',
  input: place => ({ channelId: id(place), name: `Channel ${place.serial}`, operatorConnectEnabled: false })
}

export const changeChannel: Example = {
  ...common,
  steps: 'wcc: change-channel',
  prepare: exists,
  input: place => ({ channelId: id(place), description: 'Other', operatorConnectEnabled: false })
}

export const deleteChannel: Example = {
  ...common, steps: 'wcd: delete-channel', prepare: exists, input: place => ({ channelId: id(place) })
}

export const assignChannel: Example = {
  ...common,
  steps: 'wch: assign-channel',
  async prepare (place) {
    await exists(place)
    await place.services.db.query({
      text: "insert into lead (provider_id, id, ms_tenant_id, is_direct, status) values (1, $1, $1, false, 'Active')",
      values: [lead(place)]
    })
  },
  input: place => ({ channelId: id(place), leadIds: [lead(place)] })
}
