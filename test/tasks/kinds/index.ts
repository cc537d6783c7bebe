import type { Example } from './example.ts'
import { releaseNumbers } from './release-numbers.ts'
import { unassignNumbers } from './unassign-numbers.ts'
import { uploadNumbers } from './upload-numbers.ts'

/** One for each kind, by its name. */
export const examples: Readonly<Record<string, Example>> = {
  'release-numbers': releaseNumbers,
  'unassign-numbers': unassignNumbers,
  'upload-numbers': uploadNumbers
}
