import type { AssertLease } from '../../engine/define.ts'
import { UpstreamFault } from '../../problems.ts'
import type { Sbc } from '../sbc/sbc.ts'
import { deviceKey, type DeviceAccess } from './device-access.ts'
import { drain, Interrupted, reasonToDrop, type Write } from './write-batches.ts'

/** What tasks of this worker want to write, by device. What comes while a device is written to goes along. */
export class WriteQueues {
  readonly #access: DeviceAccess
  readonly #queues = new Map<string, Write[]>()

  constructor (access: DeviceAccess) {
    this.#access = access
  }

  enqueue (providerId: number, sbcId: number, write: Write): void {
    const key = deviceKey(providerId, sbcId)
    const queue = this.#queues.get(key) ?? []
    queue.push(write)
    if (this.#queues.has(key)) return
    this.#queues.set(key, queue)
    setImmediate(() => {
      void this.#work(key, providerId, sbcId, queue)
    }) // what other tasks ask for now goes along
  }

  /** Has the device for itself, when its turn comes. */
  takeTurn<Result> (
    providerId: number, sbcId: number, assertLease: AssertLease,
    write: (sbc: Sbc, beforeWriting: () => void) => Promise<Result>
  ): Promise<Result> {
    return new Promise((resolve, reject) =>
      this.enqueue(providerId, sbcId, {
        assertLease,
        reject,
        work: (sbc, beforeWriting) =>
          write(sbc, beforeWriting).then(resolve, error => {
            if (error instanceof UpstreamFault || error instanceof Interrupted) throw error
            reject(error) // a mistake of its own is no matter of those that wait behind it
          })
      })
    )
  }

  async #work (key: string, providerId: number, sbcId: number, queue: Write[]): Promise<void> {
    while (queue.length > 0) {
      const batch: Write[] = []
      try {
        await this.#access.write(providerId, sbcId, sbc => drain(
          sbc, queue, batch, change => this.#access.keepChange(providerId, sbcId, change)
        ))
      } catch (error) {
        for (const write of batch) write.reject(blamed(write, error))
        // Whatever was not begun waits with the rest when the device or the lock is not to be had, and has no part in
        // another's fault.
        const isTransient = error instanceof UpstreamFault && error.isTransient
        for (const write of queue.splice(0)) write.reject(isTransient ? error : interrupted(sbcId))
      }
    }
    this.#queues.delete(key)
  }
}

/** A batch stops when one of its tasks is lost; the others are to be tried again. */
function blamed (write: Write, error: unknown): unknown {
  if (!(error instanceof Interrupted)) return error
  return reasonToDrop(write) ?? interrupted()
}

function interrupted (sbcId?: number): UpstreamFault {
  return new UpstreamFault(
    sbcId === undefined ? 'SBC' : `SBC ${sbcId}`, 'busy', 'The change was interrupted and is made again.',
    { retryAfterSeconds: 1 }
  )
}
