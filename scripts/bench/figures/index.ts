import type { Figure } from '../figure.ts'
import { apiWhileDraining } from './api-while-draining.ts'
import { changeWindow } from './change-window.ts'
import { claimDepth } from './claim-depth.ts'
import { drain, oneStep } from './drain.ts'
import { driftReading } from './drift-reading.ts'
import { foreignRules } from './foreign-rules.ts'
import { idle } from './idle.ts'
import { latency } from './latency.ts'
import { memory } from './memory.ts'
import { numberFiles } from './number-files.ts'
import { numberPages } from './number-pages.ts'
import { numberSync } from './number-sync.ts'
import { post } from './post.ts'
import { providerSync } from './provider-sync.ts'
import { nodeKilled, workerKilled } from './recovery.ts'
import { rowSecurity } from './row-security.ts'
import { sizes } from './sizes.ts'
import { taskLists } from './task-lists.ts'
import { taskRead } from './task-read.ts'
import { uploadWall } from './upload-wall.ts'
import { loopBlock, uploads } from './uploads.ts'
import { warmStart } from './warm-start.ts'
import { workflows } from './workflows.ts'

/** In the order of the table. */
export const figures: readonly Figure[] = [
  workflows, drain, oneStep, latency, post, taskRead, apiWhileDraining, uploads, loopBlock, numberPages,
  rowSecurity, taskLists, claimDepth, changeWindow, foreignRules, uploadWall, memory, numberFiles, numberSync,
  driftReading, providerSync, warmStart, workerKilled, nodeKilled, idle, sizes
]
