import type { Barriers } from '../barriers.ts'
import { say, type Reply } from '../http.ts'

/** Seconds that a question waits for a request when it does not say. */
const usualWait = 10

/** Answers `/_mock/barriers…`; undefined for any other path. */
export function answerBarriers (
  barriers: Barriers, method: string, url: URL, readWanted: () => unknown
): Reply | Promise<Reply> | undefined {
  const [path, id, action] = /^\/_mock\/barriers(?:\/(\d+)(\/release)?)?$/.exec(url.pathname) ?? []
  if (path === undefined) return undefined
  if (id === undefined) return answerAll(barriers, method, readWanted)
  const barrier = barriers.get(Number(id))
  if (barrier === undefined) return say(404, `There is no barrier ${id}`)
  if (action === undefined && method === 'GET') {
    const seconds = Number(url.searchParams.get('seconds') ?? usualWait)
    if (!(seconds >= 0)) return say(400, 'seconds is not a number')
    return barrier.arrived(seconds).then(body => ({ status: 200, body }))
  }
  if (action !== undefined && method === 'POST') return { status: 200, body: barrier.release() }
  return say(405, 'Method not allowed')
}

function answerAll (barriers: Barriers, method: string, readWanted: () => unknown): Reply {
  switch (method) {
    case 'GET': return { status: 200, body: barriers.list() }
    case 'POST': {
      const barrier = barriers.arm(readWanted())
      return typeof barrier === 'string' ? say(400, barrier) : { status: 201, body: barrier.view() }
    }
    case 'DELETE':
      barriers.clear()
      return { status: 204 }
    default: return say(405, 'Method not allowed')
  }
}
