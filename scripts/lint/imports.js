// Who may import whom. One table: rooms from the top of the house to its ground, and what each may reach beside itself.
import { posix } from 'node:path'

/** The domains, in the one order that holds between them: each may import those behind it. */
const domains = [
  'console', 'drift', 'provider', 'tasks', 'builds', 'inventory', 'customers', 'users', 'numbers', 'gateways',
  'sites', 'sbcs', 'allocations', 'events', 'tenancy', 'audit'
]

/** The layers of a domain, in the order in which they may import each other. */
const layers = ['api', 'tasks', 'records', 'schemas']

/** Interfaces of upstreams, in our words. What implements them is known to services.ts only. */
const upstreamInterfaces = [
  'upstreams/guarded/tools.ts', 'upstreams/guarded/sbc-programming.ts', 'upstreams/microsoft/microsoft.ts',
  'upstreams/microsoft/identities.ts', 'upstreams/microsoft/graph.ts', 'upstreams/microsoft/page-cursor.ts',
  'upstreams/sbc/sbc.ts', 'upstreams/sbc/rule-outcomes.ts',
  'upstreams/sbc/cli-script.ts', 'upstreams/sbc/examination.ts',
  'upstreams/sbc/qualification.ts', 'upstreams/webhooks/webhooks.ts'
]

/** The list of what a domain has: it knows all layers of its own domain, and only app/ may import it. */
const indexFile = 'index.ts'

/** What each layer of a domain may reach beside its own domain and the domains behind it. */
const outsideOfLayer = {
  // A request may only remember an intention: no upstream can be reached from here.
  api: ['http/', 'engine/', 'database/', 'schemas/', 'problems.ts'],
  tasks: ['engine/', ...upstreamInterfaces, 'database/', 'schemas/', 'problems.ts'],
  records: ['metrics/', 'engine/records/', 'database/', 'schemas/', 'problems.ts'],
  schemas: ['schemas/'],
  [indexFile]: ['http/', 'engine/', 'database/', 'schemas/']
}

/** The rooms that are no domains. */
const rooms = {
  app: [
    ...domains.map(domain => `${domain}/`), 'metrics/', 'http/', 'engine/', 'database/', 'schemas/',
    'problems.ts', 'secrets.ts', 'deadlines.ts'
  ],
  http: ['metrics/', 'tracing/channels.ts', 'engine/', 'database/', 'schemas/', 'problems.ts', 'random.ts'],
  'upstreams/guarded': ['engine/', ...upstreamInterfaces, 'schemas/', 'problems.ts'],
  engine: ['metrics/', 'tracing/channels.ts', 'database/', 'schemas/', 'problems.ts', 'random.ts'],
  'upstreams/microsoft': ['upstreams/outbound/', 'schemas/', 'problems.ts'],
  'upstreams/sbc': ['upstreams/outbound/', 'schemas/', 'problems.ts'],
  'upstreams/webhooks': ['upstreams/outbound/', 'schemas/', 'problems.ts'],
  // Which addresses may be called, and what a kept connection is worth, for all adapters.
  'upstreams/outbound': ['tracing/channels.ts', 'schemas/'],
  database: ['metrics/', 'schemas/', 'problems.ts'],
  schemas: [],
  // What a process says of itself; who does something counts it.
  metrics: [],
  // Where a process says what it does, and what turns that into traces.
  tracing: [],
  // Every setting, page by page, and what is judged of them together.
  settings: ['schemas/', 'secrets.ts']
}

/** The files beside the rooms, and what they may reach. `*` is everything. */
const files = {
  'start.ts': [
    'tracing/', 'server.ts', 'worker.ts', 'services.ts', 'config.ts', 'heap.ts', 'log.ts', 'version.ts', 'database/'
  ],
  'server.ts': ['app/', 'services.ts'],
  'worker.ts': ['app/', 'engine/', 'services.ts', 'deadlines.ts'],
  // The only place where adapters are constructed.
  'services.ts': ['*'],
  // Opens what the records keep sealed, for services.ts.
  'open-connections.ts': ['sbcs/', 'tenancy/', 'database/', 'upstreams/', 'schemas/', 'secrets.ts', 'problems.ts'],
  'secrets.ts': ['schemas/', 'problems.ts'],
  'problems.ts': ['schemas/'],
  // One page for all transports.
  'deadlines.ts': ['database/deadlines.ts', 'upstreams/outbound/'],
  'config.ts': ['settings/'],
  'log.ts': ['settings/'],
  'heap.ts': [],
  'random.ts': [],
  'version.ts': ['database/']
}

/** Packages that one place is responsible for. */
const packages = [
  {
    name: /^libphonenumber-js/, only: /^schemas\/phone-number/,
    why: 'Numbers are judged in src/schemas/phone-number*.ts only.'
  },
  { name: /^(pg|kysely)$/, only: /^database\//, why: 'PostgreSQL is reached through src/database/.' },
  {
    name: /^@opentelemetry\//, only: /^tracing\/(start-traces|spans)/,
    why: 'OpenTelemetry is loaded where traces are wanted, by src/tracing/start-traces.ts only.'
  },
  { name: /^(node:)?process$/, only: /^config\.ts$/, why: 'The environment is read in src/config.ts only.' }
]

const isBelow = (path, place) => place === '*' || (place.endsWith('/') ? path.startsWith(place) : path === place)

/** Where a file of src/ stands: its room, and for a domain its layer. */
function placeOf (path) {
  const [first, second] = path.split('/')
  if (!path.includes('/')) return { room: path }
  if (first === 'upstreams') return { room: `${first}/${second}` }
  return domains.includes(first) ? { room: first, domain: first, layer: second } : { room: first }
}

/** Why `path` of src/ may not import `imported` of src/; undefined when it may. `isType`: for the type checker only. */
function objection (path, imported, isType = false) {
  const from = placeOf(path)
  const to = placeOf(imported)
  // What a setting is called may be known anywhere; who reads it is decided by who is given it.
  if (imported === 'config.ts' && isType) return undefined
  if (from.domain !== undefined) return domainObjection(path, imported, from, to)
  const allowed = rooms[from.room] ?? files[path]
  if (allowed === undefined) return `src/${path} has no row in the table of scripts/lint/imports.js.`
  if (from.room === to.room || allowed.some(place => isBelow(imported, place))) return undefined
  const name = path in files ? path : `${from.room}/`
  return `src/${name} may import of ours only ${allowed.join(', ') || 'nothing'}.`
}

function domainObjection (path, imported, from, to) {
  if (from.layer === indexFile) return indexObjection(path, imported, from, to)
  if (!layers.includes(from.layer)) return `src/${path}: a domain has the layers ${layers.join(', ')}.`
  const allowed = outsideOfLayer[from.layer]
  if (to.domain === undefined) {
    return allowed.some(place => isBelow(imported, place))
      ? undefined
      : `${from.layer}/ of a domain may import beside domains only ${allowed.join(', ')}.`
  }
  if (to.layer === indexFile) return `src/${imported} is for app/ only: import the file that has the thing.`
  if (domains.indexOf(to.domain) < domains.indexOf(from.domain)) {
    return `src/${from.domain}/ stands behind src/${to.domain}/ in the order of the domains.`
  }
  return layers.indexOf(to.layer) < layers.indexOf(from.layer)
    ? `Layers import each other in this order only: ${layers.join(', ')}.`
    : undefined
}

/** The index of a domain lists what stands in its own layers, and reaches no other domain. */
function indexObjection (path, imported, from, to) {
  const allowed = outsideOfLayer[indexFile]
  const isAllowed = to.domain === undefined
    ? allowed.some(place => isBelow(imported, place))
    : to.domain === from.domain
  return isAllowed ? undefined : `src/${path} may import beside its own domain only ${allowed.join(', ')}.`
}

/** Why a file of the repository may not import this module, by its path from the root. */
function complaint (file, source, isType = false) {
  const relative = source.startsWith('.') ? posix.join(posix.dirname(file), source) : undefined
  const mock = /^(sbc-mock|microsoft-mock)\//.exec(file)?.[1]
  if (mock !== undefined) {
    return relative !== undefined && !relative.startsWith(`${mock}/`)
      ? 'A mock is a program of its own, strict like the real thing: it shares nothing with what it tests.'
      : undefined
  }
  if (!file.startsWith('src/')) return undefined
  const path = file.slice('src/'.length)
  const owner = packages.find(({ name, only }) => name.test(source) && !only.test(path))
  if (owner !== undefined) return owner.why
  if (relative === undefined) return undefined
  if (!relative.startsWith('src/')) return 'src/ stands on its own.'
  return objection(path, relative.slice('src/'.length), isType)
}

/** The rule: static, dynamic, type and re-exporting imports alike. */
export const imports = {
  create (context) {
    const file = posix.relative(context.cwd.replaceAll('\\', '/'), context.filename.replaceAll('\\', '/'))
    const check = (node, source, isType) => {
      if (typeof source?.value !== 'string') return
      const message = complaint(file, source.value, isType)
      if (message !== undefined) context.report({ node, message })
    }
    const areTypes = node => node.importKind === 'type' || node.exportKind === 'type' ||
      (node.specifiers?.length > 0 && node.specifiers.every(specifier => specifier.importKind === 'type'))
    return {
      ImportDeclaration: node => check(node, node.source, areTypes(node)),
      ExportNamedDeclaration: node => check(node, node.source, areTypes(node)),
      ExportAllDeclaration: node => check(node, node.source, areTypes(node)),
      ImportExpression: node => check(node, node.source, false),
      TSImportType: node => check(node, node.argument?.literal ?? node.source, true)
    }
  }
}
