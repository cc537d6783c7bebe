import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../src/database/project-root.ts'
import { authorizationPage } from './authorization/page.ts'

await writeFile(join(projectRoot(), 'docs', 'authorization.md'), await authorizationPage())
