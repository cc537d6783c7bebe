import type { AnyTaskKind } from '../define.ts'
import { releaseNumbers } from './release-numbers.ts'
import { unassignNumbers } from './unassign-numbers.ts'
import { uploadNumbers } from './upload-numbers.ts'

/** The only list of kinds: the engine runs what stands here, and the walking tests test it. */
export const taskKinds: readonly AnyTaskKind[] = [
  releaseNumbers,
  unassignNumbers,
  uploadNumbers
]
