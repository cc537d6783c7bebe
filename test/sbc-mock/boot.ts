import { fileURLToPath } from 'node:url'
import { Type, type Static } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { listeningAt, startProgram } from '../support/program.ts'

const demo = fileURLToPath(new URL('../../../scripts/demo/sbc.json', import.meta.url))

export const admin = basic('dialplane', 'demo-sbc-password')
export const monitor = basic('monitor', 'demo-monitor-password')

export function basic (name: string, password: string): string {
  return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`
}

interface Test { teardown (work: () => Promise<void>): void }

/** Starts the compiled program with the demo state on free ports; stops it when the test ends. */
export async function boot (t: Test, environment: Record<string, string> = {}): Promise<string[]> {
  const program = startProgram('sbc-mock/server.js', { SBC_MOCK_PORT: '0', SBC_MOCK_STATE: demo, ...environment })
  t.teardown(async () => {
    await program.stop()
    if (await program.gone !== 0) console.error(program.output())
  })
  const wanted = Number(environment['SBC_MOCK_DEVICES'] ?? 1)
  const bases: string[] = []
  return program.waitFor(line => {
    const base = listeningAt(line)
    return base !== undefined && bases.push(base) === wanted ? bases : undefined
  })
}

export async function bootOne (t: Test, environment: Record<string, string> = {}): Promise<Sbc> {
  const [base = ''] = await boot(t, environment)
  return new Sbc(base)
}

const Rule = Type.Object({ index: Type.Integer(), name: Type.String(), prefix: Type.String(), tag: Type.String() })
const Plans = Type.Record(Type.String(), Type.Array(Rule))
const Effect = Type.Object({
  sequence: Type.Integer(), kind: Type.String(), request: Type.Integer(), plan: Type.Optional(Type.String()),
  prefix: Type.Optional(Type.String())
})
const State = Type.Object({
  dialPlans: Plans, saved: Plans,
  rows: Type.Record(Type.String(), Type.Array(Type.Record(Type.String(), Type.Unknown()))), saveNeeded: Type.Boolean(),
  restarts: Type.Integer(), writersMaximum: Type.Integer(), effects: Type.Array(Effect)
})
const ScriptAnswer = Type.Object({
  status: Type.Optional(Type.String()), description: Type.String(), output: Type.String()
})

export type Rule = Static<typeof Rule>

export interface Answer { status: number, headers: Headers, text: string }

/** A client that sends what real clients of a Mediant send. */
export class Sbc {
  readonly base: string

  constructor (base: string) {
    this.base = base
  }

  async call (
    method: string, path: string, body?: string | FormData, headers: Record<string, string> = {}
  ): Promise<Answer> {
    const authorization: Record<string, string> = path.startsWith('/_mock') ? {} : { authorization: admin }
    const response = await fetch(this.base + path, {
      method, headers: { ...authorization, ...headers }, ...body === undefined ? {} : { body }
    })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }

  async upload (path: string, content: string): Promise<Answer> {
    const form = new FormData()
    form.set('file', new Blob([content]), 'upload.txt')
    return this.call('PUT', path, form)
  }

  async script (...lines: string[]) {
    const { text } = await this.upload('/api/v1/files/cliScript/incremental', lines.join('\r\n'))
    return Value.Parse(ScriptAnswer, JSON.parse(text))
  }

  /** Runs lines inside one dial plan. */
  async inPlan (...lines: string[]) {
    return this.script('configure voip', 'sbc dial-plan 0', ...lines)
  }

  async state () {
    return Value.Parse(State, JSON.parse((await this.call('GET', '/_mock/state')).text))
  }

  async rules (plan = 'OCDialPlan'): Promise<Rule[]> {
    return (await this.state()).dialPlans[plan] ?? []
  }

  async prefixes (plan = 'OCDialPlan'): Promise<string[]> {
    return (await this.rules(plan)).map(({ prefix }) => prefix)
  }

  async mock (method: 'POST' | 'PUT' | 'DELETE', route: string, body?: unknown): Promise<Answer> {
    return this.call(method, `/_mock/${route}`, body === undefined ? undefined : JSON.stringify(body))
  }

  async behave (switches: Record<string, unknown>): Promise<Answer> {
    return this.mock('POST', 'behaviour', switches)
  }
}

export function rule (index: number | 'new', prefix: string, tag = 'a', name = 'acme'): string[] {
  return [`dial-plan-rule ${index}`, `name "${name}"`, `prefix "${prefix}"`, `tag "${tag}"`, 'activate', 'exit']
}
