import type { Example } from './example.ts'
import { releaseNumbers } from './release-numbers.ts'
import { changeSbc, examineSbc, registerSbc, removeSbc, rotateSbcCredentials } from './sbc-devices.ts'
import { unassignNumbers } from './unassign-numbers.ts'
import { uploadNumbers } from './upload-numbers.ts'

/** One for each kind, by its name. */
export const examples: Readonly<Record<string, Example>> = {
  'change-sbc': changeSbc,
  'examine-sbc': examineSbc,
  'register-sbc': registerSbc,
  'release-numbers': releaseNumbers,
  'remove-sbc': removeSbc,
  'rotate-sbc-credentials': rotateSbcCredentials,
  'unassign-numbers': unassignNumbers,
  'upload-numbers': uploadNumbers
}
