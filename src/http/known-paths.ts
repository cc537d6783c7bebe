import type { FastifyInstance } from 'fastify'

/** Which methods a path is known by, so that a wrong one can be told from a wrong path. */
export interface KnownPaths { methodsOf (path: string): string[] }

/** Notes every route that is added from now on. */
export function notePaths (app: FastifyInstance): KnownPaths {
  const known = new Map<string, { pattern: RegExp, methods: Set<string> }>()
  app.addHook('onRoute', ({ url, method }) => {
    const entry = known.get(url) ?? { pattern: patternOf(url), methods: new Set() }
    for (const one of [method].flat()) entry.methods.add(one)
    known.set(url, entry)
  })
  return {
    methodsOf: path =>
      [...new Set([...known.values()].flatMap(entry => entry.pattern.test(path) ? [...entry.methods] : []))].sort()
  }
}

/** As the router matches: without regard to case and to a slash at the end. */
function patternOf (url: string): RegExp {
  const parts = url.replace(/\/$/, '').split('/').map(part => {
    if (part === '*') return '.*'
    return part.startsWith(':') ? '[^/]+' : part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('/')}/?$`, 'i')
}
