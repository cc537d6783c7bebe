import { insertSbc } from '../../../src/sbcs/records/registered-sbcs.ts'
import { tenants } from '../../support/stack.ts'
import type { Example, Place } from './example.ts'
import { sbcPlace } from '../../../src/schemas/secret-place.ts'

/** Each run has a device of its own in the records, at the address of the first mock. */
const idOf = ({ serial }: Place): number => 5000 + serial
const settingsOf = ({ stack, serial }: Place): Parameters<typeof insertSbc>[3] => ({
  name: 'Sydney', fqdn: `syd${serial}.sbc.example`, ipAddress: '', driver: 'mediant', baseUrl: stack.sbcs[0].url,
  certificateAuthority: '', certificateFingerprint: '', limits: {}
})
const sealed = (place: Place, secret = 'demo-sbc-password'): Buffer =>
  place.services.secrets.seal(secret, sbcPlace(place.providerId ?? 1, idOf(place)))
const credentials = (place: Place): { username: string, sealedPassword: string } => ({
  username: 'dialplane', sealedPassword: sealed(place).toString('base64')
})

async function prepare (place: Place): Promise<void> {
  await insertSbc(place.services.db, 1, idOf(place), settingsOf(place), {
    username: 'dialplane', passwordEncrypted: sealed(place), clientCertificate: '', clientKeyEncrypted: null
  })
}

async function state (place: Place): Promise<unknown> {
  const { rows } = await place.services.db.query<{ passwordEncrypted: Buffer }>({
    text: `select name, username, limits, password_encrypted as "passwordEncrypted", h.usable,
      h.status ->> 'firmware' as firmware
      from sbc b left join sbc_health h on h.provider_id = b.provider_id and h.sbc_id = b.id where b.id = $1`,
    values: [idOf(place)]
  })
  return rows.map(({ passwordEncrypted, ...row }) => ({
    ...row, password: place.services.secrets.open(passwordEncrypted, sbcPlace(1, idOf(place)))
  }))
}

export const registerSbc: Example = {
  steps: 'sbc_reg: remember* look', numbers: 0, afterFailure: 'clean', state,
  input: place => ({ sbcId: idOf(place), settings: settingsOf(place), ...credentials(place) })
}

export const changeSbc: Example = {
  steps: 'sbc_chg: change* look', numbers: 0, afterFailure: 'clean', prepare, state,
  input: place => ({ sbcId: idOf(place), settings: { name: 'Sydney West', limits: { tagLength: 42 } } })
}

export const rotateSbcCredentials: Example = {
  steps: 'sbc_crd: try replace', numbers: 0, afterFailure: 'named', prepare, state,
  input: place => ({ sbcId: idOf(place), ...credentials(place) })
}

export const removeSbc: Example = {
  steps: 'sbc_rem: remove', numbers: 0, afterFailure: 'named', prepare, state, input: place => ({ sbcId: idOf(place) })
}

export const examineSbc: Example = {
  steps: 'sbc_test: look', numbers: 0, afterFailure: 'named', prepare, state,
  input: place => ({ sbcId: idOf(place), readings: 2, pauseSeconds: 0 })
}

const lost = ({ serial }: Place): string => `+97239775${String(serial).padStart(3, '0')}`

export const restoreSbc: Example = {
  steps: 'sbc_rst: await-window restore', numbers: 0, afterFailure: 'named', input: place => ({ sbcId: idOf(place) }),
  async prepare (place) {
    await prepare(place)
    const { db } = place.services
    await db.query({
      text:
        "insert into number (provider_id, number, source, ms_tenant_id, usage, country) values (1, $1, 'webapi', " +
        "$2, 'CallingUserAssignment', 'IL')",
      values: [lost(place), tenants.israeli]
    })
    await db.query({
      text:
        'insert into number_on_sbc (provider_id, number, sbc_id, rule_name, rule_tag) values (1, $1, $2, ' +
        "'NegevRobotics', 'Trunk=x')",
      values: [lost(place), idOf(place)]
    })
  },
  async state (place) {
    const { saved } = await place.stack.sbcs[0].control('GET', '/_mock/state')
    return saved.OCDialPlan.filter((rule: { prefix: string }) => rule.prefix === lost(place)).map((
      { name, tag }: { name: string, tag: string }
    ) => ({ name, tag }))
  }
}

export const qualifySbc: Example = {
  steps: 'sbc_qlf: qualify*', numbers: 0, afterFailure: 'clean', prepare, input: place => ({ sbcId: idOf(place) }),
  async state (place) {
    const { rows } = await place.services.db.query({
      text: 'select is_fit from sbc_qualification where sbc_id = $1', values: [idOf(place)]
    })
    const { saved } = await place.stack.sbcs[0].control('GET', '/_mock/state')
    return [rows, JSON.stringify(saved).includes('dialplane-probe')]
  }
}

const freezeId = ({ serial }: Place): string => `f4ee2e00-0000-4000-8000-${String(serial).padStart(12, '0')}`
async function freezesOf (place: Place): Promise<unknown> {
  const { rows } = await place.services.db.query({
    text: 'select reason from freeze_window where id = $1', values: [freezeId(place)]
  })
  return rows
}

export const keepFreeze: Example = {
  steps: 'sbc_frz: keep', numbers: 0, afterFailure: 'clean', state: freezesOf,
  input: place => ({
    window: {
      freezeId: freezeId(place), sbcId: 8, customerId: null, startsAt: '2099-01-01T00:00:00.000Z',
      endsAt: '2099-01-02T00:00:00.000Z', reason: 'A test'
    }
  })
}

export const endFreeze: Example = {
  steps: 'sbc_thw: end', numbers: 0, afterFailure: 'clean', input: place => ({ freezeId: freezeId(place) }),
  state: freezesOf,
  async prepare (place) {
    await place.services.db.query({
      text: `insert into freeze_window (provider_id, id, starts_at, ends_at, reason)
        values (1, $1, '2099-01-01', '2099-01-02', 'A test')`,
      values: [freezeId(place)]
    })
  }
}

const planned = ({ serial }: Place): { name: string, prefix: string, tag: string } => ({
  name: 'NegevRobotics', prefix: `+97239774${String(serial).padStart(3, '0')}`, tag: 'Trunk=x'
})

export const planSbcChange: Example = {
  steps: 'sbc_pln: plan', numbers: 0, afterFailure: 'clean', prepare,
  input: place => ({ sbcId: idOf(place), plan: 'OCDialPlan', add: [planned(place)], remove: [] })
}

/** A change that added a rule which is not on the device any more, and took one that is to come back. */
export const undoSbcChanges: Example = {
  steps: 'sbc_und: await-window decide undo', numbers: 0, afterFailure: 'named',
  input: place => ({ sbcId: idOf(place), changeId: '0' }),
  async prepare (place) {
    await prepare(place)
    await place.services.db.query({
      text: `insert into sbc_change (provider_id, sbc_id, plan, task_ids, added, removed)
        values (1, $1, 'OCDialPlan', '{}', '[]', $2)`,
      values: [idOf(place), JSON.stringify([planned(place)])]
    })
  },
  async state (place) {
    const { saved } = await place.stack.sbcs[0].control('GET', '/_mock/state')
    return JSON.stringify(saved).includes(planned(place).prefix)
  }
}
