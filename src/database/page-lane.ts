import type pg from 'pg'

// Pages and their counts may read much. They have a half of the connections at most, so that whoever reads one row, or
// sends a request, always finds one.

interface Lane { free: number, readonly waiting: Array<() => void> }

const lanes = new WeakMap<pg.Pool, Lane>()

function laneOf (pool: pg.Pool): Lane {
  const known = lanes.get(pool)
  if (known !== undefined) return known
  const lane = { free: Math.max(1, Math.floor((pool.options.max ?? 1) / 2)), waiting: [] }
  lanes.set(pool, lane)
  return lane
}

/** Reads when a place in the lane is free. Waits for one as long as for a connection, and fails like one that waits. */
export async function inPageLane<Result> (pool: pg.Pool, read: () => Promise<Result>): Promise<Result> {
  const lane = laneOf(pool)
  if (lane.free > 0) lane.free -= 1
  else await turn(lane, pool.options.connectionTimeoutMillis ?? 0)
  try {
    return await read()
  } finally {
    const next = lane.waiting.shift()
    if (next === undefined) lane.free += 1
    else next() // has the place from here on
  }
}

async function turn ({ waiting }: Lane, milliseconds: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = milliseconds === 0
      ? undefined
      : setTimeout(() => {
        waiting.splice(waiting.indexOf(begin), 1)
        reject(new Error('timeout exceeded when trying to connect: too many long reads are under way'))
      }, milliseconds)
    const begin = (): void => {
      clearTimeout(timer)
      resolve()
    }
    waiting.push(begin)
  })
}
