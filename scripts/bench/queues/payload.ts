/** Milliseconds on a clock that all processes of one machine share, finer than Date.now. */
export const clock = (): number => performance.timeOrigin + performance.now()

/** About 110 bytes of JSON, as a small job has them. */
export function payload (): { at: number, tenant: string, note: string } {
  return { at: clock(), tenant: 'c1a7e2d0-1111-4a61-9b01-0000000000a1', note: 'a job of about a hundred bytes' }
}

/** Waits until the database says so; for the last commits, which nobody is told about. */
export async function until (isSo: () => Promise<boolean>): Promise<void> {
  while (!await isSo()) await new Promise(resolve => setTimeout(resolve, 2))
}

/** Does something so many times, a bounded number of them at once. */
export async function inFlight (count: number, atOnce: number, work: () => Promise<unknown>): Promise<void> {
  let left = count
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, async () => {
    while (left-- > 0) await work()
  }))
}

/** A promise that resolves at the given number of calls. */
export function countdown (count: number): { done: Promise<void>, tick: () => void } {
  let left = count
  let finish = (): void => {}
  const done = new Promise<void>(_resolve => { finish = _resolve })
  return { done, tick () { left -= 1; if (left === 0) finish() } }
}
