import { less, median, type Figure } from '../figure.ts'
import { readAddressPolicy } from '../../../src/schemas/address-policy.ts'
import type { SbcDriver } from '../../../src/schemas/sbc-driver.ts'
import { openKamailio } from '../../../src/upstreams/sbc/http-kamailio.ts'
import { openMediant } from '../../../src/upstreams/sbc/http-mediant.ts'
import { openOracle } from '../../../src/upstreams/sbc/http-oracle.ts'
import { operatorConnectPlan as plan, type OpenSbc, type Rule } from '../../../src/upstreams/sbc/sbc.ts'
import type { Bench } from '../bench.ts'
import { send } from './upload-wall.ts'

const [few, many] = [1_000, 100_000]
const password = 'demo-sbc-password'
const own: Rule = { name: 'acme', prefix: '+61395550123', tag: 'Trunk=c1a7e2d0-1111-4a61-9b01-0000000000a1' }

const foreign = (count: number): Rule[] => Array.from({ length: count }, (_, index) => ({
  name: 'theirs', prefix: `+4420${String(index).padStart(8, '0')}`, tag: 'Trunk=0f3c5b1e-7777-4a61-9b01-0000000000ff'
}))

interface Kind {
  readonly program: string
  readonly environment: Readonly<Record<string, string>>
  readonly open: OpenSbc
  /** The state of its mock with so many rules of others. */
  state (rules: readonly Rule[]): object
  /** Numbers that are added and removed in one round. */
  readonly times: number
  /** So that it is not full. */
  readonly room: object
}

const kinds: Readonly<Record<SbcDriver, Kind>> = {
  kamailio: {
    program: 'sbc-mock/kamailio/server.js', environment: { KAMAILIO_MOCK_PORT: '0' }, open: openKamailio, times: 40,
    room: {},
    state: rules => ({
      tables: [{
        name: plan, dbtable: 'oc_dial_plan',
        items: Object.fromEntries(rules.map(({ prefix, tag, name }) => [prefix, `${tag}|${name}`]))
      }]
    })
  },
  oracle: {
    program: 'sbc-mock/oracle/server.js', environment: { ORACLE_MOCK_PORT: '0' }, open: openOracle, times: 20,
    room: { mostPolicies: 2 * many },
    state: rules => ({ dialPlans: { [plan]: rules } })
  },
  mediant: {
    program: 'sbc-mock/server.js', environment: { SBC_MOCK_PORT: '0' }, open: openMediant, times: 3,
    room: { maxRules: 2 * many },
    state: rules => ({
      users: [{ name: 'dialplane', password, level: 'Security Administrator' }], dialPlans: { [plan]: rules }
    })
  }
}

/** Milliseconds that it takes to add one number, and to remove it, beside the rules of others. */
async function device (bench: Bench, kind: Kind, count: number): Promise<() => Promise<number>> {
  const mock = await bench.startMock(kind.program, kind.environment)
  await send(mock.url, '/_mock/state', JSON.stringify(kind.state(foreign(count))), 'PUT')
  await send(mock.url, '/_mock/behaviour', JSON.stringify(kind.room))
  const sbc = kind.open({
    id: 8, name: 'bench', driver: '', baseUrl: mock.url, username: 'dialplane', password, limits: {},
    addresses: readAddressPolicy('loopback', 'mocks=127.0.0.0/8'), certificateAuthority: undefined
  })
  return async () => {
    const begun = performance.now()
    for (const change of [{ add: [own], remove: [] }, { add: [], remove: [own] }]) {
      const [made] = await sbc.apply(plan, change)
      if (made?.outcome !== 'added' && made?.outcome !== 'removed') throw new Error(`It was ${made?.outcome}.`)
    }
    return (performance.now() - begun) / 2
  }
}

/**
 * What one number costs must not grow with what others have on a device. Where it lets us read by key, it does not; a
 * Mediant shows all or nothing, so that it grows with its rules, and no faster.
 */
export const foreignRules: Figure = {
  name: 'foreign-rules',
  rounds: 5,
  lines: [
    less(
      `one number beside ${many.toLocaleString('en')} rules of others, against ${few.toLocaleString('en')}: ` +
      'a Kamailio, read by key', 1.5, 1.1
    ),
    less('the same, an Oracle SBC, read by key', 1.5, 1.1),
    less('the same, a Mediant, which shows all of its rules or none', many / few, 20)
  ],
  async open (bench) {
    const pairs = await Promise.all([kinds.kamailio, kinds.oracle, kinds.mediant].map(async kind => ({
      kind, few: await device(bench, kind, few), many: await device(bench, kind, many)
    })))
    const costs = async ({ kind, ...of }: typeof pairs[number]): Promise<{ few: number, many: number }> => {
      const found: { few: number[], many: number[] } = { few: [], many: [] }
      for (let time = 0; time < kind.times; time++) {
        found.few.push(await of.few())
        found.many.push(await of.many())
      }
      return { few: median(found.few), many: median(found.many) }
    }
    return {
      async round () {
        const readings: Record<string, number> = {}
        const values: number[] = []
        for (const [index, pair] of pairs.entries()) {
          const cost = await costs(pair)
          values.push(cost.many / cost.few)
          const name = ['Kamailio', 'Oracle', 'Mediant'][index] ?? ''
          readings[`${name} ${few} ms`] = cost.few
          readings[`${name} ${many} ms`] = cost.many
        }
        return { values, readings }
      },
      close: async () => {}
    }
  }
}
