import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { figures } from '../../scripts/bench/figures/index.ts'
import { projectRoot } from '../../src/database/project-root.ts'
import { Environment, secretNames } from '../../src/settings/pages.ts'

const folder = join(projectRoot(), 'deploy')
const files = ['compose.yaml', ...readdirSync(join(folder, 'kubernetes')).map(name => `kubernetes/${name}`)]
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')

t.test('what is deployed is configured by settings that there are', async t => {
  const known = [...Object.keys(Environment.properties), ...secretNames.map(name => `${name}_FILE`)]
  for (const name of files) {
    const named = [...read(name).matchAll(/\b([A-Z]+(?:_[A-Z]+)+|ROLE|PORT)\b(?=[:,])/g)].map(([, found = '']) => found)
    const strange = named.filter(found => !known.includes(found) && !found.startsWith('POSTGRES_'))
    t.same(strange, [], name)
  }
  t.match(read('kubernetes/settings.yaml'), /DRAIN_SECONDS/, 'the check sees them')
})

t.test('what sizing reckons with is what processes are given, and can be measured', async t => {
  const page = readFileSync(join(folder, '../docs/sizing.md'), 'utf8')
  for (const role of ['api', 'worker']) {
    const [, cpu, asked, most] = /requests: \{cpu: (\w+), memory: (\w+)\}, limits: \{memory: (\w+)\}/
      .exec(read(`kubernetes/${role}.yaml`)) ?? []
    for (const named of [`cpu: ${cpu}`, `memory: ${asked}`, `memory: ${most}`]) {
      t.ok(page.includes(`\`${named}\``), `${role}: ${named}`)
    }
  }
  const named = [...page.matchAll(/--only ([\w-]+)/g)].map(([, name = '']) => name)
  t.ok(named.length > 8)
  t.same(named.filter(name => !figures.some(figure => figure.name === name)), [])
})

t.test('both roles run as an ordinary user on a read-only file system, with probes and time to drain', async t => {
  for (const role of ['api', 'worker']) {
    const text = read(`kubernetes/${role}.yaml`)
    for (const needed of [
      'runAsNonRoot: true', 'runAsUser: 1000', 'readOnlyRootFilesystem: true', 'allowPrivilegeEscalation: false',
      'path: /healthz', 'path: /readyz', 'maxUnavailable: 0', 'enableServiceLinks: false'
    ]) t.ok(text.includes(needed), `${role}: ${needed}`)
    const grace = Number(/terminationGracePeriodSeconds: (\d+)/.exec(text)?.[1])
    const [drain, shutdown] = ['DRAIN', 'SHUTDOWN'].map(name =>
      Number(new RegExp(`${name}_SECONDS: '(\\d+)'`).exec(read('kubernetes/settings.yaml'))?.[1]))
    t.ok(grace > (drain ?? 0) + (shutdown ?? 0), `${role}: ${grace} s are enough to drain and to end`)
  }
})
