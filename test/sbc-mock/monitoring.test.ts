import t from 'tap'
import { bootOne } from './boot.ts'

const sbc = await bootOne(t)
t.beforeEach(async () => { await sbc.mock('POST', 'reset') })

async function get (path: string): Promise<unknown> {
  return JSON.parse((await sbc.call('GET', path)).text)
}

const alarm = (id: number) => ({
  id, description: `alarm ${id}`, severity: 'minor', source: 'Board#1', date: '2026-01-01T00:00:00Z'
})

t.test('a device without alarms answers that there is no content, as its manual says', async (t) => {
  for (const emptyStatus of [204, 400, 404]) {
    await sbc.behave({ emptyStatus })
    t.equal(
      (await sbc.call('GET', '/api/v1/alarms/active')).status, emptyStatus, `the status for no alarms is ${emptyStatus}`
    )
  }
})

t.test('alarms come in pages, with a cursor that ends at -1', async t => {
  await sbc.mock('PUT', 'state', {
    parameters: { activeAlarms: Array.from({ length: 25 }, (_, index) => alarm(index + 1)) }
  })
  t.match(await get('/api/v1/alarms/active'), {
    alarms: { length: 20, 0: { id: '1', url: '/api/v1/alarms/active/1' } }, cursor: { after: '20', before: '-1' }
  })
  t.match(await get('/api/v1/alarms/active?after=20'), { alarms: { length: 5 }, cursor: { after: '-1', before: '21' } })
  t.match(await get('/api/v1/alarms/active?before=21&limit=3'), { alarms: [{ id: '18' }, { id: '19' }, { id: '20' }] })
  t.equal((await sbc.call('GET', '/api/v1/alarms/active?limit=x')).status, 400, 'a wrong limit is refused')
  t.match(await get('/api/v1/alarms/active/7'), { ...alarm(7), id: '7' })
  t.equal((await sbc.call('GET', '/api/v1/alarms/history')).status, 204, 'there is no history')
})

t.test('the KPI tree can be walked from its root to its values', async (t) => {
  await sbc.mock('PUT', 'state', { parameters: { ipGroups: ['acme-c', 'acme-t'] } })
  let url = '/api/v1/kpi'
  for (const name of ['current', 'sbc', 'callStats', 'ipGroup']) {
    t.match(await get(url), { items: { length: Number } }, `${url} has items`)
    url += `/${name}`
  }
  t.match(await get(url), { items: [{ id: '0', name: 'acme-c' }, { id: '1', name: 'acme-t' }] })
  t.match(await get(`${url}/1?kpi=activeCalls`), { items: [{ name: 'activeCalls', value: Number }] })
  t.match(await get('/api/v1/kpi/interval'), { intervals: [{ start: String, end: String }] })
  for (
    const path of [
      'current/sbc/nothing', 'current/sbc/callStats/ipGroup/9', 'current/sbc/callStats/global?kpi=nothing', 'history/x'
    ]
  ) {
    t.equal((await sbc.call('GET', `/api/v1/kpi/${path}`)).status, 400, path)
  }
})

t.test('status and license tell which device this is', async t => {
  await sbc.mock('PUT', 'state', {
    parameters: { serialNumber: '42', firmware: '7.20A.200.014', operationalState: 'LOCKED' }
  })
  t.match(await get('/api/v1/status'), {
    versionID: '7.20A.200.014', operationalState: 'LOCKED', serialNumber: '42', saveNeeded: false
  })
  t.match(await get('/api/v1/license'), { serialNumber: '42', licenseVersion: String, keyDescription: String })
})
