import { wordFinder, wordsOf, type Words } from './spelling.ts'
import type { Usage } from './usage.ts'

/**
 * Who has a number, in the words of Live Cloud (docs/wire/live-cloud.md#number-records), and what the operator API,
 * Graph and PowerShell call the same (docs/wire/microsoft.md#usages-and-capabilities).
 */
const states = {
  Unassigned: [],
  Unknown: [],
  UserAssigned: [],
  ConferenceAssigned: [],
  VoiceApp: ['VoiceAppAssigned', 'FirstPartyAppAssigned', 'FirstPartyVoiceAppAssigned', 'VoiceApplicationAssigned'],
  ThirdPartyAppAssigned: [],
  PolicyAssigned: []
} as const satisfies Words<string>

export type AssignmentState = keyof typeof states
export const assignmentStates = wordsOf<AssignmentState>(states)

const find = wordFinder<AssignmentState>(states)

/** Our word for a state in anybody's words. One that nobody told us of stays as it is: it is shown, and not guessed. */
export function assignmentStateOf (word: string): string {
  return find(word) ?? word.trim()
}

export function isKnownState (word: string): boolean {
  return find(word) !== undefined
}

/** States of numbers that nobody has. */
export const freeStates: readonly string[] = ['', 'Unassigned', 'Unknown'] satisfies Array<AssignmentState | ''>

/**
 * Whether a number is in use by a user, an application or a bridge; a state that we do not know says that it is.
 */
export function isAssigned (state: string | null | undefined): boolean {
  return state != null && !freeStates.includes(assignmentStateOf(state))
}

/** What a number in a state was made for, where a file tells the state only; that of a user when nobody has it. */
export function usageOfState (state: string): Usage {
  const usages: Readonly<Record<string, Usage>> = {
    ConferenceAssigned: 'ConferenceAssignment', VoiceApp: 'FirstPartyAppAssignment',
    ThirdPartyAppAssigned: 'ThirdPartyAppAssignment'
  }
  return usages[assignmentStateOf(state)] ?? 'CallingUserAssignment'
}
