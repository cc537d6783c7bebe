import type { Mock } from './stack.ts'

/** Which request of a mock is held, and where: see Barriers in the README of the mocks. */
export interface Held { method?: string, path: string, after?: number, hold?: 'before' | 'after' }

export interface Barrier {
  /** Resolves when the request is held; throws when it has not come after so many seconds. */
  arrived(seconds?: number): Promise<void>
  isHeld(): Promise<boolean>
  release(): Promise<void>
}

/** Arms a barrier: the request is held until `release`. */
export async function armBarrier (mock: Mock, held: Held): Promise<Barrier> {
  const { id } = await mock.control('POST', '/_mock/barriers', held)
  const look = async (seconds: number): Promise<string> =>
    (await mock.control('GET', `/_mock/barriers/${id}?seconds=${seconds}`)).state
  return {
    async arrived (seconds = 30) {
      if (await look(seconds) !== 'held') throw new Error(`Nothing was held in ${seconds} s: ${JSON.stringify(held)}`)
    },
    isHeld: async () => await look(0) === 'held',
    release: async () => { await mock.control('POST', `/_mock/barriers/${id}/release`) }
  }
}
