import type { Behaviour } from './behaviour.ts'
import type { User } from './state.ts'

export type Level = User['level']

const ranks: Record<Level, number> = { Monitor: 1, Administrator: 2, 'Security Administrator': 3, Master: 4 }

export function isAllowed (user: User, minimum: Level): boolean {
  return ranks[user.level] >= ranks[minimum]
}

interface Failures { count: number, blockedUntil: number }

/** Logins of one device: who may come in, who is blocked, how many sessions each user holds. */
export class Access {
  readonly #failures = new Map<string, Failures>()
  readonly #sessions = new Map<string, number>()

  /** The user, or why there is none. */
  login (
    header: string | undefined, ip: string, users: readonly User[], behaviour: Behaviour, now: number
  ): User | string {
    const credentials = readBasic(header)
    if (credentials === null) return 'Authentication is required'
    const keys = [`ip ${ip}`, `user ${credentials.name}`]
    if (keys.some(key => (this.#failures.get(key)?.blockedUntil ?? 0) > now)) {
      return 'Access is blocked after too many failed logins'
    }

    const user = users.find(({ name }) => name === credentials.name)
    if (user === undefined || user.password !== credentials.password) {
      for (const key of keys) this.#fail(key, behaviour, now)
      return 'User name or password is wrong'
    }
    for (const key of keys) this.#failures.delete(key)
    if (behaviour.blockedUser === user.name) return 'User is blocked'
    if (user.status === 'New') return 'Password must be changed first'
    if (user.status !== undefined && user.status !== 'Valid') return 'User is blocked'
    if (behaviour.expiredPassword === true || behaviour.expiredPassword === user.name) return 'Password has expired'
    return user
  }

  #fail (key: string, { failCount, blockSeconds }: Behaviour, now: number): void {
    const count = (this.#failures.get(key)?.count ?? 0) + 1
    const blocked = count >= failCount && blockSeconds > 0
    this.#failures.set(
      key, blocked ? { count: 0, blockedUntil: now + blockSeconds * 1000 } : { count, blockedUntil: 0 }
    )
  }

  /** Takes a session; false when there is none left. One login beyond the limit is let in through REST. */
  open (user: User, { sessionLimit }: Behaviour): boolean {
    const open = this.#sessions.get(user.name) ?? 0
    if (open > sessionLimit) return false
    this.#sessions.set(user.name, open + 1)
    return true
  }

  close (user: User): void {
    this.#sessions.set(user.name, (this.#sessions.get(user.name) ?? 1) - 1)
  }
}

function readBasic (header: string | undefined): { name: string, password: string } | null {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1]
  if (encoded === undefined) return null
  const [, name, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? []
  return name === undefined || password === undefined ? null : { name, password }
}
