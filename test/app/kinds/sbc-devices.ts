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
  place.services.secrets.seal(secret, sbcPlace(1, idOf(place)))
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
  steps: 'sbc_rst: restore', numbers: 0, afterFailure: 'named', input: place => ({ sbcId: idOf(place) }),
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
