import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { projectRoot } from '../database/project-root.ts'
import { pageHeaders } from '../http/response-headers.ts'
import { referencePage, referenceScript, referenceStyle } from './reference-page.ts'

/** What the page loads beside its own: the reference of Scalar, which `npm run build` puts beside the programs. */
const scalarFile = join(projectRoot(), 'dist', 'bundle', 'reference', 'scalar.js')
const aDay = 'public, max-age=86400'

/** The interactive reference below `/docs`; nothing of it comes from elsewhere. Read when somebody looks. */
export function documentation (app: FastifyInstance): void {
  let scalar: Promise<Buffer> | undefined
  const files: Readonly<Record<string, { type: string, content: () => string | Promise<Buffer> }>> = {
    '': { type: 'text/html; charset=utf-8', content: () => referencePage },
    'reference.js': { type: 'text/javascript; charset=utf-8', content: () => referenceScript },
    'reference.css': { type: 'text/css; charset=utf-8', content: () => referenceStyle },
    'scalar.js': {
      type: 'text/javascript; charset=utf-8',
      content: () => (scalar ??= readFile(scalarFile).catch((error: unknown) => { scalar = undefined; throw error }))
    }
  }
  for (const [name, { type, content }] of Object.entries(files)) {
    app.route({
      method: ['GET', 'HEAD'], url: `/docs/${name}`, schema: { hide: true },
      async handler (_request, reply) {
        if (name === 'scalar.js') reply.header('cache-control', aDay)
        return reply.type(type).headers(pageHeaders).send(await content())
      }
    })
  }
}
