import { cpSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../src/database/project-root.ts'
import { bundlePrograms } from './bundling.ts'
import { bundled } from './compiled.ts'

// Joins what was compiled of each program into a few files, with its packages: a process of six hundred modules takes
// three times as long to start. `splitting` leaves roles and the documentation to be loaded when they are needed.

const root = projectRoot()

await bundlePrograms(root, bundled)

// What the page below /docs loads in the browser.
cpSync(
  join(root, 'node_modules/@scalar/fastify-api-reference/dist/js/standalone.js'),
  join(root, 'dist/bundle/reference/scalar.js')
)

// A process that runs meanwhile may still load what it was started with; nobody does so a day later.
const chunks = join(root, 'dist', 'bundle', 'chunks')
const yesterday = Date.now() - 86_400_000
for (const name of readdirSync(chunks)) {
  if (statSync(join(chunks, name)).mtimeMs < yesterday) rmSync(join(chunks, name))
}
