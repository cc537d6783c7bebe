import type { Upstreams } from '../../engine/upstreams.ts'
import { UpstreamFault } from '../../problems.ts'
import type { OpenSbc, Rule, Sbc, SbcConnection } from '../sbc/sbc.ts'

/** Credentials as requests leave them: sealed, in base64. What is absent is as the records have it. */
export interface SealedCredentials {
  readonly username?: string | undefined
  readonly sealedPassword?: string | undefined
  readonly clientCertificate?: string | undefined
  readonly sealedClientKey?: string | undefined
}

export type ConnectionOf = (
  providerId: number, sbcId: number, credentials?: SealedCredentials
) => Promise<SbcConnection | undefined>

/** What keeps the logins of tasks, tests, health and rotations below what a device bears. */
export interface Logins {
  /** Lets a candidate be tried; else the seconds until one may be. */
  takeCandidate (providerId: number, sbcId: number): Promise<number>
  /** Notes what came of a login; the seconds until one that was refused may be repeated. */
  settle (providerId: number, sbcId: number, login: 'live' | 'candidate', isRefused: boolean): Promise<number>
}

/** A change of a dial plan that is about to be made, so that there is a way back. */
export interface KeptChange {
  readonly plan: string
  readonly taskIds: readonly string[]
  readonly added: readonly Rule[]
  readonly removed: readonly Rule[]
}

/** What it takes to reach devices. */
export interface DeviceMeans {
  /** Writes down what a change replaces; the change is made only after that. */
  readonly keepChange: (providerId: number, sbcId: number, change: KeptChange) => Promise<void>
  readonly logins: Logins
  readonly upstreams: Upstreams
  readonly open: OpenSbc
  readonly connectionOf: ConnectionOf
}

/**
 * Reads of a device at once, in one worker and in all of them: a user has five sessions there, of which a writer and an
 * examination need one each (docs/wire/mediant.md#users-and-sessions).
 */
const maxConcurrentReads = 2
const sessionsForReading = 3

/** Opens devices, each for one piece of work. */
export class DeviceAccess {
  readonly #means: DeviceMeans

  constructor (means: DeviceMeans) {
    this.#means = means
  }

  /** Writes down what is about to be changed. */
  keepChange (providerId: number, sbcId: number, change: KeptChange): Promise<void> {
    return this.#means.keepChange(providerId, sbcId, change)
  }

  /** For reading; waits for no writer. */
  read<Result> (providerId: number, sbcId: number, look: (sbc: Sbc) => Promise<Result>): Promise<Result> {
    return this.#means.upstreams.use(
      deviceKey(providerId, sbcId), {
        name: `SBC ${sbcId}`, maxConcurrent: maxConcurrentReads,
        sessions: { key: `${deviceKey(providerId, sbcId)}:sessions`, count: sessionsForReading }
      },
      () => this.open(providerId, sbcId, look).catch((error: unknown) => this.#untilMended(providerId, sbcId, error))
    )
  }

  /** For writing, while no other worker writes to the device. */
  write (providerId: number, sbcId: number, change: (sbc: Sbc) => Promise<void>): Promise<void> {
    return this.#means.upstreams.use(
      deviceKey(providerId, sbcId), { name: `SBC ${sbcId}`, maxConcurrent: 1, exclusive: true },
      () => this.open(providerId, sbcId, change).catch((error: unknown) => this.#untilMended(providerId, sbcId, error))
    )
  }

  /**
   * Whether or not the device is one to stay away from; but not with credentials that it has just refused. The fault is
   * 'forbidden' then, for it was not asked.
   */
  async open<Result> (
    providerId: number, sbcId: number, work: (sbc: Sbc, connection: SbcConnection) => Promise<Result>,
    more: Partial<SbcConnection> = {}, credentials?: SealedCredentials
  ): Promise<Result> {
    const connection = await this.#means.connectionOf(providerId, sbcId, credentials) ?? unknownDevice(sbcId)
    const { heldSeconds = 0 } = connection
    if (credentials === undefined && heldSeconds > 0 && connection.absent === undefined) {
      throw new UpstreamFault(
        `SBC ${sbcId}`, 'forbidden',
        `SBC ${sbcId} does not accept our credentials (401). It is not asked again before ${heldSeconds} s are over, ` +
        'lest it lock the user out; new credentials may be tried at once.', { retryAfterSeconds: heldSeconds }
      )
    }
    const sbc = this.#means.open({ ...connection, ...more })
    try {
      return await work(sbc, connection)
    } finally {
      await sbc.close()
    }
  }

  /**
   * An expired password is mended by an operator; until then tasks wait and say so, rather than be undone without the
   * device.
   */
  async #untilMended (providerId: number, sbcId: number, error: unknown): Promise<never> {
    if (!(error instanceof UpstreamFault) || (error.kind !== 'unauthorized' && error.kind !== 'forbidden')) throw error
    const untilNextLogin = error.kind === 'unauthorized'
      ? await this.#means.logins.settle(providerId, sbcId, 'live', true)
      : mendingPause
    const retryAfterSeconds = error.retryAfterSeconds ?? untilNextLogin
    throw new UpstreamFault(error.upstream, 'busy', error.message, { retryAfterSeconds, cause: error })
  }
}

export const deviceKey = (providerId: number, sbcId: number): string => `sbc:${providerId}:${sbcId}`

const nowhere: SbcConnection['addresses'] = { allows: () => false, allowsPlain: false }

function unknownDevice (id: number): SbcConnection {
  return {
    id, absent: `SBC ${id} is not registered any more.`, name: '', driver: '', baseUrl: '', addresses: nowhere,
    username: '', password: '', certificateAuthority: undefined, limits: {}
  }
}

/** Seconds until a device that does not let its user do this is asked again. */
const mendingPause = 90
