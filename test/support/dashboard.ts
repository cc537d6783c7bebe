import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Test } from 'tap'
import { request } from 'undici'
import { projectRoot } from '../../src/database/project-root.ts'
import { asPrometheusHasThem, interval, type Scrapes } from './scrapes.ts'

/** Why the dashboard's queries are not evaluated; false where Prometheus is installed. */
export const withoutPrometheus = ['prometheus', 'promtool'].every(name => spawnSync(name, ['--version']).status === 0)
  ? false
  : 'Prometheus is not installed (Debian: apt-get install prometheus)'

/** One line of a panel: a value, or nothing, for each scrape. */
export type Line = ReadonlyArray<number | undefined>

/** The dashboard as an operator sees it. */
export interface Dashboard {
  /** The lines of a query of a panel, by the values of their labels (`api`, `worker`; nothing when there are none). */
  lines (panel: string, query?: string): Promise<ReadonlyMap<string, Line>>
  /** The one line of a query without labels. */
  line (panel: string, query?: string): Promise<Line>
}

interface Panel { readonly title: string, readonly targets: ReadonlyArray<{ refId: string, expr: string }> }

interface Series { readonly metric: Record<string, string>, readonly values: Array<[number, string]> }
interface Answer { readonly data: { readonly result: readonly Series[] } }

const panels: readonly Panel[] = JSON.parse(
  readFileSync(join(projectRoot(), 'deploy/observability/dashboard.json'), 'utf8')).panels

/** A real Prometheus over what was scraped, which evaluates the queries of the dashboard that is shipped. */
export async function openDashboard (t: Test, scrapes: Scrapes): Promise<Dashboard> {
  const folder = mkdtempSync(join(tmpdir(), 'prometheus-'))
  const [text, data, config] = ['scraped.txt', 'data', 'prometheus.yml'].map(name => join(folder, name)) as
    [string, string, string]
  writeFileSync(text, asPrometheusHasThem(scrapes))
  writeFileSync(config, '')
  const made = spawnSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', text, data], { encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`promtool does not read what was scraped: ${made.stderr}`)
  const url = await startPrometheus(t, data, config)
  async function lines (title: string, query = 'A'): Promise<ReadonlyMap<string, Line>> {
    const expr = panels.find(panel => panel.title === title)?.targets.find(({ refId }) => refId === query)?.expr
    if (expr === undefined) throw new Error(`The dashboard has no query ${query} in a panel "${title}".`)
    const times = scrapes.map(({ at }) => at)
    const parameters = new URLSearchParams({
      query: expr, start: String(times[0]), end: String(times.at(-1)), step: String(interval)
    })
    const answer = await request(`${url}/api/v1/query_range?${parameters.toString()}`)
    if (answer.statusCode !== 200) throw new Error(`${title}: ${await answer.body.text()}`)
    const { data } = await answer.body.json() as Answer
    return new Map(data.result.map(({ metric, values }) => {
      const at = new Map(values.map(([time, value]) => [time, Number(value)]))
      return [Object.values(metric).join(' '), times.map(time => at.get(time))]
    }))
  }
  return {
    lines,
    line: async (title, query) => [...(await lines(title, query)).values()][0] ?? []
  }
}

/** A look-back of less than one interval: blocks have no marks where a series ends, as a scrape would leave. */
async function startPrometheus (t: Test, data: string, config: string): Promise<string> {
  const child = spawn('prometheus', [
    `--config.file=${config}`, `--storage.tsdb.path=${data}`, '--storage.tsdb.retention.time=100y',
    '--web.listen-address=127.0.0.1:0', `--query.lookback-delta=${interval - 1}s`, '--log.format=json'
  ], { stdio: ['ignore', 'ignore', 'pipe'] })
  t.teardown(() => { child.kill('SIGKILL') })
  let said = ''
  let address: string | undefined
  return await new Promise((resolve, reject) => {
    createInterface(child.stderr).on('line', line => {
      said += `${line}\n`
      address ??= /"address":"(127\.0\.0\.1:[1-9]\d*)"/.exec(line)?.[1]
      if (address !== undefined && line.includes('ready to receive web requests')) resolve(`http://${address}`)
    })
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`Prometheus ended (${code}):\n${said}`)))
  })
}
