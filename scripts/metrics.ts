import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../src/database/project-root.ts'
import { metricsPage } from './metrics/page.ts'

await writeFile(join(projectRoot(), 'docs', 'metrics.md'), await metricsPage())
