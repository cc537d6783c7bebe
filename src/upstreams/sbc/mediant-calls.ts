import { randomUUID } from 'node:crypto'
import { Type, type Static, type TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { UpstreamFault, type FaultKind } from '../../problems.ts'
import type { Script } from './cli-script.ts'
import { wordsOf } from './device-trouble.ts'
import { MediantConfiguration } from './mediant-configuration.ts'
import { IniReader, type IniFile } from './mediant-ini.ts'
import { planCollector, valueIn, type DialPlanOnDevice, type Found } from './mediant-plans.ts'
import { ConfigurationReader, type Doubt } from './mediant-reader.ts'
import { SurveyReader, type Survey } from './mediant-survey.ts'
import type { Alarm, DeviceStatus, Rule, SbcConnection, TakeRules } from './sbc.ts'
import { Wire } from './wire.ts'

const text = Type.Optional(Type.String())
const ScriptAnswer = Type.Object({ status: text, description: text, output: text })
const StatusAnswer = Type.Object({
  productType: text, versionID: text, serialNumber: text, operationalState: text, highAvailability: text,
  saveNeeded: Type.Optional(Type.Boolean()), localTimeStamp: text
})
const AlarmList = Type.Object({
  alarms: Type.Array(Type.Object({ id: Type.Union([Type.String(), Type.Number()]), description: text, url: text }))
})
const LicenceAnswer = Type.Object({ keyDescription: text })
const AlarmAnswer = Type.Object({ severity: text, source: text, date: text })

/** Scripts tried for one change before the device counts as not cooperating. */
export const largestEffort = 6
/** Active alarms that are read with the status, each of which costs a request. */
const mostAlarms = 20
/** Seconds until a layout that is not known is read again: only new firmware, or a new driver, changes it. */
const unknownLayoutPause = 90

/** Requests to the management REST API of a Mediant (docs/wire/mediant.md), each answered in our words. */
export class MediantCalls {
  readonly #wire: Wire
  /** How long the last save took. */
  saveMs: number | undefined

  constructor (connection: SbcConnection) {
    this.#wire = new Wire(connection)
  }

  /** How messages call the device. */
  get name (): string {
    return this.#wire.name
  }

  async status (): Promise<DeviceStatus> {
    const { status, text } = await this.#wire.request('GET', '/api/v1/status')
    const answer = parsed(StatusAnswer, text)
    if (status !== 200 || answer === undefined) {
      throw this.fault(
        'unexpected',
        `${this.name} does not tell its status (${status}); its base URL may lead to something else.`
      )
    }
    return {
      product: answer.productType, firmware: answer.versionID, serialNumber: answer.serialNumber,
      operationalState: answer.operationalState, highAvailability: answer.highAvailability,
      saveNeeded: answer.saveNeeded, alarms: await this.#alarms(),
      localTime: answer.localTimeStamp, certificateEnds: this.#wire.certificateEnds?.toISOString()
    }
  }

  async configuration (): Promise<MediantConfiguration> {
    const { status, text } = await this.#wire.request('GET', '/api/v1/files/cliScript')
    if (status !== 200) {
      throw this.fault('unexpected', `${this.name} does not show its configuration (${status}).`)
    }
    const configuration = new MediantConfiguration(text)
    this.#mustBeWhole(configuration.doubt)
    return configuration
  }

  /** One plan; with `wanted`, of its rules only those with these prefixes. */
  async plan (plan: string, wanted?: ReadonlySet<string>): Promise<DialPlanOnDevice | undefined> {
    const collector = planCollector(plan, wanted)
    await this.#read(collector.found)
    return collector.plan()
  }

  /** All plans in numbers, and the wanted rules of one. */
  async survey (plan: string, wanted: ReadonlySet<string>): Promise<Survey> {
    const reader = new SurveyReader(plan, wanted)
    await this.#read(reader.found, { also: line => reader.take(line) })
    return reader.survey()
  }

  /** One plan, piece by piece. */
  async readRules (plan: string, take: TakeRules): Promise<boolean> {
    let isThere = false
    let rules: Rule[] = []
    const found: Found = (of, rule) => {
      if (of.name !== plan) return
      isThere = true
      if (rule === undefined) return
      rules.push({ name: valueIn(rule.name), prefix: valueIn(rule.prefix), tag: valueIn(rule.tag) })
    }
    await this.#read(found, {
      pause: async () => {
        const piece = rules
        rules = []
        if (piece.length > 0) await take(piece)
      }
    })
    return isThere
  }

  async #read (
    found: Found, { also, pause }: { also?: (line: string) => void, pause?: () => Promise<void> } = {}
  ): Promise<void> {
    const reader = new ConfigurationReader(found)
    const take = (line: string): void => {
      also?.(line)
      reader.take(line)
    }
    const { status } = await this.#wire.readLines('/api/v1/files/cliScript', take, pause)
    if (status !== 200) {
      throw this.fault('unexpected', `${this.name} does not show its configuration (${status}).`)
    }
    this.#mustBeWhole(reader.doubt())
  }

  /** Half an answer proves nothing, and neither does one that we cannot read: so tasks wait and say so. */
  #mustBeWhole (doubt: Doubt | undefined): void {
    if (doubt === undefined) return
    const [what, retryAfterSeconds] = doubt.kind === 'incomplete'
      ? ['shows only a part of its configuration', undefined] as const
      : ['shows its dial plans in a layout that is not known', unknownLayoutPause] as const
    throw new UpstreamFault(
      this.name, 'busy', `${this.name} ${what}; nothing is concluded from it.`,
      {
        inDetail: `${this.name} ${what}: ${doubt.detail}.`,
        ...(retryAfterSeconds !== undefined && { retryAfterSeconds })
      }
    )
  }

  /** A plan that was there. */
  async planAgain (plan: string, wanted?: ReadonlySet<string>): Promise<DialPlanOnDevice> {
    const device = await this.plan(plan, wanted)
    if (device === undefined) {
      throw this.fault('busy', `${this.name} does not show dial plan ${plan} any more.`)
    }
    return device
  }

  /** Active alarms with their details; the answer to "none" differs between firmwares (204, 400, 404). */
  async #alarms (): Promise<Alarm[]> {
    const { text } = await this.#wire.request('GET', `/api/v1/alarms/active?limit=${mostAlarms}`)
    const alarms: Alarm[] = []
    for (const { id, description = '', url } of parsed(AlarmList, text)?.alarms.slice(0, mostAlarms) ?? []) {
      const path = url === undefined || !/^\/api\/v1\/alarms\/[\w/-]+$/.test(url)
        ? `/api/v1/alarms/active/${encodeURIComponent(id)}`
        : url
      const detail = parsed(AlarmAnswer, (await this.#wire.request('GET', path)).text)
      alarms.push({
        id: String(id), description, severity: detail?.severity, source: detail?.source, date: detail?.date
      })
    }
    return alarms
  }

  /** Runs a script; undefined when the device says that all of it worked, else what it complains about. */
  run (script: Script): Promise<string | undefined> {
    return this.#upload('/api/v1/files/cliScript/incremental', [...script, ''].join('\r\n'))
  }

  /** Replaces all rules of the plans that a file names; what came of it must be read. */
  async replacePlans (file: string): Promise<void> {
    await this.#upload('/api/v1/files/dialplan', file)
  }

  async #upload (path: string, content: string): Promise<string | undefined> {
    const boundary = `dialplane-${randomUUID()}`
    const body = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="dialplane.txt"\r\n` +
      `Content-Type: application/octet-stream\r\n\r\n${content}\r\n--${boundary}--\r\n`
    const { status, text } = await this.#wire.request('PUT', path, body, {
      'content-type': `multipart/form-data; boundary=${boundary}`
    })
    const { status: word, description, output } = parsed(ScriptAnswer, text) ?? {}
    if (status === 200 && (word === undefined || word.toLowerCase() === 'success')) return undefined
    return lastLine(output) ?? description ?? `${this.name} answered ${status} to a script.`
  }

  /** Undefined where the firmware does not tell. */
  async saveNeeded (): Promise<boolean | undefined> {
    return parsed(StatusAnswer, (await this.#wire.request('GET', '/api/v1/status')).text)?.saveNeeded
  }

  /** The INI file with the rules that are wanted, or undefined where the device gives none in a form that is known. */
  async ini (wanted: ReadonlySet<string>): Promise<IniFile | undefined> {
    const reader = new IniReader(wanted)
    const { status } = await this.#wire.readLines('/api/v1/files/ini', line => reader.take(line))
    return status === 200 ? reader.file() : undefined
  }

  async licence (): Promise<string | undefined> {
    return parsed(LicenceAnswer, (await this.#wire.request('GET', '/api/v1/license')).text)?.keyDescription
  }

  async save (): Promise<void> {
    const began = performance.now()
    const { status, text } = await this.#wire.request('POST', '/api/v1/actions/saveConfiguration', '')
    this.saveMs = Math.round(performance.now() - began)
    if (status !== 200) {
      const words = wordsOf(text)
      throw this.fault(
        'unexpected',
        `${this.name} did not save its configuration (${status})${words === undefined ? '' : `: ${words}`}.`
      )
    }
  }

  fault (kind: FaultKind, message: string): UpstreamFault {
    return this.#wire.fault(kind, message)
  }

  close (): Promise<void> {
    return this.#wire.close()
  }
}

function lastLine (output: string | undefined): string | undefined {
  return output?.split(/[\r\n]+/).filter(text => text.trim() !== '').at(-1)?.trim()
}

function parsed<Schema extends TSchema> (schema: Schema, text: string): Static<Schema> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return Value.Check(schema, value) ? value : undefined
  } catch {
    return undefined
  }
}
