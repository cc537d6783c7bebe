import type { Figure } from '../figure.ts'
import { drain, oneStep } from './drain.ts'
import { latency } from './latency.ts'
import { post } from './post.ts'
import { taskRead } from './task-read.ts'
import { loopBlock, uploads } from './uploads.ts'

/** In the order of the table. */
export const figures: readonly Figure[] = [drain, oneStep, latency, post, taskRead, uploads, loopBlock]
