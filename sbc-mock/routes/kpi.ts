import type { Configuration } from '../configuration.ts'
import { nothing, say, type Call, type Reply, type Route } from '../http.ts'
import { page } from './paging.ts'

const get = (run: (call: Call, path: string) => Reply) => ({ GET: { level: 'Monitor', run } as const })

export const kpiRoutes: Route[] = [
  { path: /^\/api\/v1\/kpi\/?$/, verbs: get(() => children('/api/v1/kpi', ['current', 'history', 'interval'])) },
  { path: /^\/api\/v1\/kpi\/interval$/, verbs: get(intervals) },
  { path: /^\/api\/v1\/kpi\/((?:current|history)(?:\/.*)?)$/, verbs: get(walk) }
]

/** Application, group and entity; an entity with rows lists them first. */
const tree: Record<string, Record<string, string[]>> = {
  sbc: { callStats: ['global', 'ipGroup', 'srd'], otherStats: ['global'], sipRecstats: ['global'] },
  media: { mediaStats: ['global'], coderStats: ['global'], dspStats: ['global'], clusterStats: ['global'] },
  network: { ddosStats: ['global'], haStats: ['global'], portStats: ['port'] },
  system: { licenseStats: ['global'], systemStats: ['global'], cpuStats: ['cpu'], storageStats: ['partition'] }
}

const counters = ['attemptedCalls', 'establishedCalls', 'activeCalls', 'noAnswerCalls', 'averageCallDuration']

function children (base: string, names: readonly string[]): Reply {
  return { status: 200, body: { items: names.map((id) => ({ id, name: id, description: id, url: `${base}/${id}` })) } }
}

function walk (call: Call, path: string): Reply {
  const [, application, group, entity, row, ...rest] = path.replace(/\/$/, '').split('/')
  const base = `/api/v1/kpi/${path.replace(/\/$/, '')}`
  if (application === undefined) return children(base, Object.keys(tree))
  const groups = tree[application]
  if (groups === undefined || rest.length > 0) return unknown(call)
  if (group === undefined) return children(base, Object.keys(groups))
  const entities = groups[group]
  if (entities === undefined) return unknown(call)
  if (entity === undefined) return children(base, entities)
  if (!entities.includes(entity)) return unknown(call)
  if (entity === 'global') return row === undefined ? values(call, base) : unknown(call)

  const rows = rowsOf(call, entity)
  if (row !== undefined) return rows.some(({ id }) => String(id) === row) ? values(call, base) : unknown(call)
  const { items, cursor } = page(rows, call.url.searchParams)
  if (items.length === 0) return nothing(call.device)
  return {
    status: 200, body: { items: items.map(({ id, name }) => ({ id: String(id), name, url: `${base}/${id}` })), cursor }
  }
}

function unknown ({ device }: Call): Reply {
  return say(device.behaviour.emptyStatus === 404 ? 404 : 400, 'Path is incorrect')
}

function values ({ url: { searchParams } }: Call, base: string): Reply {
  const detailed = searchParams.get('detailed')
  const wanted = searchParams.get('kpi')
  if (detailed !== null && detailed !== 'true' && detailed !== 'false') {
    return say(400, 'detailed is neither true nor false')
  }
  const names = wanted === null ? counters : counters.filter(name => name === wanted)
  if (names.length === 0) return say(400, `kpi ${wanted ?? ''} is not known`)
  return {
    status: 200,
    body: {
      items: names.map((name, id) => ({
        id: String(id), name, description: name, url: `${base}?kpi=${name}`, value: 0
      }))
    }
  }
}

function rowsOf ({ device }: Call, entity: string): Array<{ id: number, name: string }> {
  if (entity !== 'ipGroup') return [{ id: 0, name: entity }]
  return [...ipGroups(device.running), ...device.parameters.ipGroups].map((name, id) => ({ id, name }))
}

function ipGroups (configuration: Configuration): string[] {
  const rows = configuration.tables.get('voip ip-group') ?? new Map<number, ReadonlyMap<string, string>>()
  return [...rows].sort(([a], [b]) => a - b).map(([index, row]) => row.get('name') ?? String(index))
}

function intervals ({ device }: Call): Reply {
  const quarter = 15 * 60 * 1000
  const last = Math.floor(device.now() / quarter) * quarter
  const list = [0, 1, 2, 3].map((id) => ({
    id,
    start: new Date(last - (id + 1) * quarter).toISOString(),
    end: new Date(last - id * quarter).toISOString()
  }))
  return { status: 200, body: { intervals: list } }
}
