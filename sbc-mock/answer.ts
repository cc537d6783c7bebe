import { isAllowed } from './access.ts'
import { say, type Call, type Reply, type Route, type Verb } from './http.ts'
import { HttpRefusal } from './refusal.ts'
import { alarmRoutes } from './routes/alarms.ts'
import { deviceRoutes } from './routes/device.ts'
import { fileRoutes } from './routes/files.ts'
import { kpiRoutes } from './routes/kpi.ts'
import type { User } from './state.ts'

const routes: readonly Route[] = [...deviceRoutes, ...fileRoutes, ...alarmRoutes, ...kpiRoutes]

interface Found { route: Route, verb: Verb | undefined, parameter: string }

function find (method: string, path: string): Found | null {
  for (const route of routes) {
    const match = route.path.exec(path)
    if (match !== null) return { route, verb: route.verbs[method], parameter: match[1] ?? '' }
  }
  return null
}

export function isWrite (method: string, path: string): boolean {
  return find(method, path)?.verb?.write === true
}

export function authenticate (call: Pick<Call, 'device' | 'headers'>, ip: string): User | Reply {
  const { device, headers } = call
  const user = device.access.login(headers.authorization, ip, device.users, device.behaviour, device.now())
  if (typeof user !== 'string') return user
  return { ...say(401, user), headers: { 'www-authenticate': 'Basic realm="Realm"' } }
}

export function isUser (outcome: User | Reply): outcome is User {
  return 'level' in outcome
}

/** What the device answers to a user that it let in. */
export function answer (call: Call, user: User): Reply {
  const found = find(call.method, call.url.pathname)
  if (found === null) return say(404, 'Resource was not found')
  const { route, verb, parameter } = found
  if (verb === undefined) {
    return { ...say(405, 'Method not allowed'), headers: { allow: Object.keys(route.verbs).join(', ') } }
  }
  if (!isAllowed(user, verb.level)) return say(403, 'Forbidden')
  if (verb.write === true && call.device.behaviour.haSync) {
    return say(409, 'Device is currently performing HA synchronization')
  }
  try {
    return verb.run(call, parameter)
  } catch (error) {
    if (error instanceof HttpRefusal) return say(error.status, error.message)
    throw error
  }
}
