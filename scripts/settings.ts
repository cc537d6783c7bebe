import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../src/database/project-root.ts'
import { settingsPage } from './settings/page.ts'

await writeFile(join(projectRoot(), 'docs', 'settings.md'), settingsPage())
