import { Value } from '@sinclair/typebox/value'
import { Access } from './access.ts'
import { Barriers } from './barriers.ts'
import { usualBehaviour, type Behaviour, type BehaviourChange } from './behaviour.ts'
import { Configuration } from './configuration.ts'
import { Editor } from './editor.ts'
import { Effects, type Change } from './effects.ts'
import { Faults } from './faults.ts'
import { loadPlans } from './load.ts'
import { Replay } from './replay.ts'
import { RequestLog } from './request-log.ts'
import { factoryState, Parameters, type State, type User } from './state.ts'

/** One SBC: what it runs, what it has saved, and how it is told to behave. */
export class Device {
  readonly #initial: State
  readonly #transcript: string | undefined
  users: readonly User[] = []
  parameters: Parameters = Value.Create(Parameters)
  behaviour: Behaviour = usualBehaviour()
  running = new Configuration()
  saved = new Configuration()
  saveNeeded = false
  access = new Access()
  effects = new Effects()
  faults = new Faults()
  readonly barriers = new Barriers()
  requests = new RequestLog()
  /** A transcript that answers in the place of the device. */
  replay: Replay | undefined
  restarts = 0
  /** Downloads of the CLI script since the last restart, for the firmware that pollutes them. */
  downloads = 0
  #power = new AbortController()
  #clockOffset = 0
  #upSince = 0
  #offUntil = 0
  #announced: { at: number, save: boolean, request: number } | undefined

  constructor (initial: State, transcript?: string) {
    this.#initial = initial
    this.#transcript = transcript
    this.reset()
  }

  /** Aborted when the device goes away under the requests it is working on. */
  get power (): AbortSignal {
    return this.#power.signal
  }

  /** Back to how the process started, with empty logs. */
  reset (): void {
    this.#losePower()
    this.behaviour = usualBehaviour()
    this.parameters = Value.Create(Parameters)
    this.running = new Configuration()
    this.access = new Access()
    this.effects = new Effects()
    this.faults = new Faults()
    this.barriers.clear()
    this.requests.reset()
    this.restarts = 0
    this.replay = this.#transcript === undefined ? undefined : new Replay(this.#transcript)
    this.downloads = 0
    this.#clockOffset = 0
    this.#offUntil = 0
    this.#announced = undefined
    this.#upSince = this.now()
    this.load({ users: factoryState.users, ...this.#initial }, () => {})
  }

  /** Replaces what the state names; the result counts as saved. */
  load (state: State, record = (change: Change) => { this.record(change, 0) }): void {
    this.running = loadPlans(state, this.running, { ...this.behaviour, ...state.behaviour })
    if (state.users !== undefined) this.users = state.users
    if (state.parameters !== undefined) this.parameters = { ...this.parameters, ...state.parameters }
    if (state.behaviour !== undefined) this.change(state.behaviour)
    this.saved = this.running.copy()
    this.saveNeeded = false
    record({ kind: 'state' })
  }

  change (behaviour: BehaviourChange): void {
    this.behaviour = { ...this.behaviour, ...behaviour }
    if (behaviour.refuseConnections === true) this.#losePower()
  }

  now (): number {
    return Date.now() + this.#clockOffset
  }

  advance (seconds: number): void {
    this.#clockOffset += seconds * 1000
  }

  /** Seconds since the last restart. */
  get upTime (): number {
    return Math.floor((this.now() - this.#upSince) / 1000)
  }

  get isOff (): boolean {
    return this.behaviour.refuseConnections || this.now() < this.#offUntil
  }

  editor (request: number): Editor {
    const { deaf } = this.behaviour
    return new Editor(deaf ? this.running.copy() : this.running, this.behaviour, (change) => {
      if (deaf) return
      this.saveNeeded = true
      this.record(change, request)
    })
  }

  record (change: Change, request: number): void {
    this.effects.record(change, request, this.now())
  }

  save (request: number): void {
    this.saved = this.running.copy()
    this.saveNeeded = false
    this.record({ kind: 'save' }, request)
  }

  /** Loses what is not saved, and every session; the device answers again after `restartSeconds`. */
  restart (request: number, at = this.now()): void {
    this.#announced = undefined
    this.#losePower()
    this.running = this.saved.copy()
    this.saveNeeded = false
    this.access = new Access()
    this.downloads = 0
    this.restarts += 1
    this.#offUntil = at + this.behaviour.restartSeconds * 1000
    this.#upSince = this.#offUntil
    this.record({ kind: 'restart' }, request)
  }

  /** Restarts in so many seconds; what is changed until then is saved or lost with the rest. */
  announceRestart (seconds: number, save: boolean, request: number): void {
    this.#announced = { at: this.now() + seconds * 1000, save, request }
    this.catchUp()
  }

  /** Does what has become due; called before the device is looked at, for its clock can be advanced. */
  catchUp (): void {
    if (this.#announced === undefined || this.now() < this.#announced.at) return
    const { at, save, request } = this.#announced
    if (save) this.save(request)
    this.restart(request, at)
  }

  #losePower (): void {
    this.#power.abort()
    this.#power = new AbortController()
  }
}
