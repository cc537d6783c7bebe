import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { describedMetrics, metricsPage } from '../../scripts/metrics/page.ts'
import { projectRoot } from '../../src/database/project-root.ts'

const root = projectRoot()
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const rules = read('deploy/observability/alerts.yaml')
const ruleTests = read('deploy/observability/alerts.test.yaml')
const dashboard = read('deploy/observability/dashboard.json')

t.test('the printed reference of metrics is that of the code', async t => {
  t.equal(read('docs/metrics.md'), await metricsPage(), 'docs/metrics.md: run npm run metrics')
})

t.test('metrics are named as Prometheus wants it, and their labels are bounded', async t => {
  const bounded = [
    'version', 'role', 'operation', 'method', 'status', 'caller', 'kind', 'step', 'result', 'upstream', 'outcome',
    'state', 'provider', 'sbc', 'use', 'table', 'of', 'class', 'side', 'event', 'rank'
  ]
  for (const { name, type, help, labelNames = [] } of await describedMetrics()) {
    if (/^dialplane_(process|nodejs)_/.test(name)) continue
    t.match(name, /^dialplane_[a-z]+(_[a-z]+)*$/, name)
    t.equal(name.endsWith('_total'), type === 'counter', `${name}: counters, and only they, end in _total`)
    t.notMatch(name, /_(ms|millis|minutes|kb|mb)(_|$)/, `${name}: base units`)
    t.match(help, /\.$/, `${name} is described`)
    t.same(labelNames.filter(label => !bounded.includes(label)), [], `${name}: a label that may have any value`)
  }
})

t.test('dashboard and alerts ask for metrics that there are, with labels that they have', async t => {
  const known = new Map((await describedMetrics()).map(({ name, labelNames }) => [name, labelNames ?? []]))
  const panels: Array<{ targets: Array<{ expr: string }> }> = JSON.parse(dashboard).panels
  const asked = [...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)), rules]
    .flatMap(text => [...text.matchAll(/\b(dialplane_[a-z0-9_]+)(\{[^}]*\})?/g)])
  t.ok(asked.length > 40, 'both ask for a lot')
  for (const [, name = '', selector = ''] of asked) {
    const labels = known.get(name.replace(/_(bucket|sum|count)$/, '')) ?? known.get(name)
    t.ok(labels, `${name} exists`)
    const named = [...selector.matchAll(/(\w+)(=~|!=|=)"/g)].map(([, label = '']) => label)
    t.same(named.filter(label => labels?.includes(label) !== true), [], `${name} has these labels`)
  }
})

t.test('every alert has a test in which it fires, and one in which it does not', async t => {
  const alerts = [...rules.matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name)
  t.ok(alerts.length >= 10, `${alerts.length} alerts`)
  for (const name of alerts) {
    for (const what of ['fires', 'is quiet']) t.ok(ruleTests.includes(`- name: ${name} ${what}\n`), `${name} ${what}`)
    t.match(rules, new RegExp(`- alert: ${name}\\n[^]*?summary: [^]*?action: `), `${name} says what to do`)
  }
})

const hasPromtool = spawnSync('promtool', ['--version']).status === 0
const skip = !hasPromtool && 'promtool is not installed (Debian: apt-get install prometheus)'

t.test('Prometheus accepts the alert rules, and their tests pass', { skip }, async t => {
  const folder = join(root, 'deploy/observability')
  const run = (...words: string[]): string => execFileSync('promtool', words, { cwd: folder, encoding: 'utf8' })
  t.match(run('check', 'rules', 'alerts.yaml'), /SUCCESS/)
  t.match(run('test', 'rules', 'alerts.test.yaml'), /SUCCESS/)
})
