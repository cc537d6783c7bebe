/** Seconds until poll number `polls` + 1: short at first, because small jobs finish soon, then longer, up to 30. */
export function pollSeconds (polls: number): number {
  return Math.min(30, 0.2 * 1.4 ** Math.min(polls, 20))
}

/** Seconds until Microsoft is asked again for jobs: as we do it, or later where it asks for that. */
export function pauseFor (polls: number, asked: ReadonlyArray<number | undefined>): number {
  return Math.max(pollSeconds(polls), ...asked.map(seconds => seconds ?? 0))
}

/** Seconds after which a request that got no answer cannot arrive at Microsoft any more. */
export const lateArrival = 15

/** Whether a request that got no answer was received: asked twice, because a list of Microsoft's can lag behind. */
export async function askForJob (ask: () => Promise<string | undefined>): Promise<string | undefined> {
  const first = await ask()
  if (first !== undefined) return first
  await new Promise(resolve => setTimeout(resolve, 200))
  return ask()
}
