import { readFileSync } from 'node:fs'
import { Value } from '@sinclair/typebox/value'
import { factoryState, State } from './state.ts'

export interface Settings {
  port: number
  host: string
  devices: number
  state: State
  /** What a device was seen to answer, which the mock plays again. */
  transcript: string | undefined
  tls: { certificate: string | null, key: string | null, clientCa: string | null, days: number } | null
}

/** Reads the environment; throws an Error whose message says what to mend. */
export function readSettings (environment: NodeJS.ProcessEnv): Settings {
  const { SBC_MOCK_HOST = '127.0.0.1', SBC_MOCK_STATE, SBC_MOCK_TLS } = environment
  return {
    port: readNumber(environment, 'SBC_MOCK_PORT', 8280),
    host: SBC_MOCK_HOST,
    devices: readNumber(environment, 'SBC_MOCK_DEVICES', 1),
    state: SBC_MOCK_STATE === undefined || SBC_MOCK_STATE === '' ? factoryState : readState(SBC_MOCK_STATE),
    transcript: readFile(environment, 'SBC_MOCK_TRANSCRIPT') ?? undefined,
    tls: SBC_MOCK_TLS === '1'
      ? {
          certificate: readFile(environment, 'SBC_MOCK_CERT'),
          key: readFile(environment, 'SBC_MOCK_KEY'),
          clientCa: readFile(environment, 'SBC_MOCK_CLIENT_CA'),
          days: readNumber(environment, 'SBC_MOCK_TLS_DAYS', 365)
        }
      : null
  }
}

function readNumber (environment: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const text = environment[name]
  if (text === undefined || text === '') return otherwise
  if (!/^\d{1,5}$/.test(text)) throw new Error(`${name} must be a number, not "${text}"`)
  return Number(text)
}

function readFile (environment: NodeJS.ProcessEnv, name: string): string | null {
  const path = environment[name]
  return path === undefined || path === '' ? null : readFileSync(path, 'utf8')
}

function readState (path: string): State {
  const state: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (Value.Check(State, state)) return state
  const first = Value.Errors(State, state).First()
  throw new Error(`SBC_MOCK_STATE ${path}: ${first?.path ?? ''} ${first?.message ?? ''}`)
}
