import type { Mock } from '../mock.ts'
import { Refusal } from '../refusal.ts'

/** Counts a caller's requests in fixed windows and refuses those above the configured budget. */
export function throttle (mock: Mock, caller: string) {
  const limit = mock.world.behaviour.throttle
  if (limit === null) return
  const now = Date.now()
  let window = mock.throttled.get(caller)
  if (!window || window.windowEnds <= now) {
    window = { windowEnds: now + limit.perSeconds * 1000, count: 0 }
    mock.throttled.set(caller, window)
  }
  window.count++
  if (window.count <= limit.requests) return
  const wait = limit.retryAfter === undefined ? Math.ceil((window.windowEnds - now) / 1000) : limit.retryAfter
  const headers: Record<string, string> = wait === null ? {} : { 'retry-after': written(wait, limit.form) }
  throw new Refusal(429, 'TooManyRequests', 'Too many requests. Please retry again later.', [], headers)
}

function written (seconds: number, form: 'seconds' | 'fraction' | 'date' = 'seconds') {
  switch (form) {
    case 'seconds': return String(seconds)
    case 'fraction': return (seconds + 0.25).toFixed(2)
    case 'date': return new Date(Date.now() + seconds * 1000).toUTCString()
  }
}
