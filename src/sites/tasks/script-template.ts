import type { Word } from './script-words.ts'

/**
 * A template says which rows there are to be, in the device's own words:
 *
 *     configure voip
 *       ip-group new                  a row of ours: found by its name, made or mended
 *         name "{{SiteName}}-c"       the first line of a row names it
 *         contact-user "{{Line}}"     a line whose value is empty is left out
 *       exit
 *       no ip-group "{{SiteName}}-t"  our row of that name is removed
 *     exit
 *
 * `shared` in the place of `new`: others use the row too, so it is made when it is missing and else left alone;
 * `existing`: it must be there. The index of a row is found on the device. `{{#if Name}}` and `{{/if}}` enclose lines
 * that only count when the placeholder has a value. Lines that begin with `#` or `!` are remarks.
 */
export interface ScriptTemplate {
  readonly items: readonly Item[]
  readonly lines: readonly Line[]
  readonly placeholders: ReadonlySet<string>
}

/** What each kind of template is for. The M365 kinds are listed, never run or edited. */
export const scriptTypes = { numbers: 0, onboarding: 1, cleanup: 2, m365Onboarding: 3, m365Cleanup: 4 } as const

/** A value of a row, or of a row of another table `inside` of it. */
export interface Column {
  readonly inside: string | undefined
  readonly key: string
  readonly value: Word
  readonly conditions: readonly string[]
}

/** A row that there is to be. */
export interface RowItem {
  readonly kind: 'row'
  readonly section: string
  readonly table: string
  readonly way: 'new' | 'shared' | 'existing'
  /** The first one names the row. */
  readonly columns: Column[]
  readonly conditions: readonly string[]
}

/** A row that is to be removed. */
interface RemovalItem {
  readonly kind: 'removal'
  readonly section: string
  readonly table: string
  readonly name: Word
  readonly conditions: readonly string[]
}

export type Item = RowItem | RemovalItem

/** A line as it was written, for the preview. */
export interface Line {
  readonly depth: number
  readonly words: readonly Word[]
  readonly conditions: readonly string[]
}
