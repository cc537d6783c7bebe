import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectRoot } from '../../src/database/project-root.ts'
import { differences, filled, type Row, type Variables } from './row.ts'

const folder = join(projectRoot(), 'conformance')

/** Rows by the file that they stand in, `<version>/<operation>`; one row on each line. */
export function readRows (): Array<{ readonly file: string, readonly row: Row }> {
  return ['v3', 'v2', 'ovoc'].flatMap(version =>
    readdirSync(join(folder, version)).sort().flatMap(name =>
      readFileSync(join(folder, version, name), 'utf8').split('\n').filter(line => line !== '').map(line =>
        ({ file: `${version}/${name.replace('.jsonl', '')}`, row: JSON.parse(line) as Row })
      )
    )
  )
}

/** What the rows name by variables, in the demo; another installation has a file of its own. */
export const demoVariables = (): Variables =>
  JSON.parse(readFileSync(join(folder, 'variables.json'), 'utf8')) as Variables

export interface Place {
  readonly baseUrl: string
  readonly token: () => Promise<string>
  readonly variables: Variables
}

/** Asks for what a row says; answers what is not as it must be. */
export async function complaints ({ baseUrl, token, variables }: Place, given: Row): Promise<string[]> {
  const row = filled(given, variables)
  const [method = 'GET', path = '/'] = row.asks.split(' ')
  const authorization = row.token === 'none' ? undefined : `Bearer ${row.token === 'bad' ? 'x.y.z' : await token()}`
  const answer = await fetch(baseUrl + path, {
    method,
    headers: {
      ...(authorization !== undefined && { authorization }),
      ...(row.body !== undefined && { 'content-type': 'application/json' }), ...row.headers
    },
    ...(row.body !== undefined && { body: typeof row.body === 'string' ? row.body : JSON.stringify(row.body) })
  })
  const body = parsed(await answer.text())
  const wrong = [
    ...(answer.status === row.status ? [] : [`status ${answer.status} instead of ${row.status}: ${brief(body)}`]),
    ...differences(row.answers ?? {}, Object.fromEntries(answer.headers), 'headers'),
    ...(row.holds === undefined ? [] : differences(row.holds, body))
  ]
  if (row.task === undefined || wrong.length > 0) return wrong
  const location = answer.headers.get('location')
  return location === null
    ? ['the answer has no Location']
    : differences(row.task, await finished(baseUrl + location, await token()), 'task')
}

async function finished (url: string, token: string): Promise<unknown> {
  for (let times = 0; ; times++) {
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}`, prefer: 'wait=10' } })
    const task = parsed(await answer.text())
    const isUnderWay = typeof task === 'object' && task !== null && 'status' in task && task.status === 'InProgress'
    if (!isUnderWay || times === 60) return task
    await sleep(500)
  }
}

const brief = (body: unknown): string => (JSON.stringify(body) ?? '').slice(0, 200)

function parsed (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
