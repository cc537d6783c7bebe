import { documentDate, documentVersion } from '../../src/app/document-version.ts'
import { changesBetween } from './changes.ts'
import { condensed } from './condensed.ts'
import { releasedDocument, releaseDates, versions, type Documents } from './releases.ts'

// What changed for clients since the last release, as the CHANGELOG has it between two marks.

const begin = '<!-- changes of the API since the last release, by `npm run openapi` -->'
const end = '<!-- end of the changes of the API -->'
const titles = { v2: 'Version 2', v3: 'Version 3', ovoc: 'For clients of OVOC' } as const

/** The list, and what is wrong with the day of the documents, if anything is. */
export function changesSince (documents: Documents): { list: string, fault: string | undefined } {
  const last = releaseDates().at(-1)
  if (last === undefined) return { list: '', fault: undefined }
  const changed = versions.flatMap(version => {
    const before = releasedDocument(last, version)
    if (before === undefined) return [`#### ${titles[version]}\n\nNew as a whole.`]
    const { breaking, compatible } = changesBetween(before, documents[version])
    if (breaking.length + compatible.length === 0) return []
    return [[
      `#### ${titles[version]}, ${documentVersion(version)}`,
      ...[['A client may trip over', breaking], ['Compatible', compatible]].flatMap(([title, lines]) =>
        lines === undefined || lines.length === 0 ? [] : [`${String(title)}:`, condensed([...lines]).join('\n')])
    ].join('\n\n')]
  })
  return {
    list: [`### The API since the release of ${last}`, ...changed.length > 0 ? changed : ['Nothing.']].join('\n\n'),
    fault: changed.length > 0 ? faultOf(documentDate, last) : undefined
  }
}

/** Documents that changed have a later day than those of the last release. */
export const faultOf = (date: string, last: string): string | undefined => date > last
  ? undefined
  : `The documents are not those of the release of ${last} any more. Give them a later day: documentDate in ` +
    'src/app/document-version.ts.'

/** The CHANGELOG with a list in the place of the one that it has; undefined where it has no place for it. */
export function withList (changelog: string, list: string): string | undefined {
  const [from, to] = [changelog.indexOf(begin), changelog.indexOf(end)]
  return from < 0 || to < from
    ? undefined
    : `${changelog.slice(0, from + begin.length)}\n\n${list}\n\n${changelog.slice(to)}`
}
