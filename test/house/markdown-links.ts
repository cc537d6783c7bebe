/** A link of a Markdown page, or a page that a comment names: `wire/mediant.md#answers`. Lines count from 1. */
export interface Link { readonly line: number, readonly target: string }

/** The anchors of a page's headings, as GitHub makes them; the second of two equal headings ends with `-1`. */
export function anchorsOf (page: string): Set<string> {
  const anchors = new Set<string>()
  const seen = new Map<string, number>()
  for (const { text } of prose(page)) {
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(text)?.[1]
    if (heading === undefined) continue
    const anchor = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-')
    const before = seen.get(anchor) ?? 0
    seen.set(anchor, before + 1)
    anchors.add(before === 0 ? anchor : `${anchor}-${before}`)
  }
  return anchors
}

/** Links that stay in the repository: what stands in code, and what leads to a host, is left out. */
export function relativeLinks (page: string): Link[] {
  return prose(page).flatMap(({ line, text }) =>
    [...text.replace(/`[^`]*`/g, code => ' '.repeat(code.length)).matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)]
      .flatMap(([, target = '']) => /^([a-z][a-z+.-]*:|\/\/)/i.test(target) ? [] : [{ line, target }])
  )
}

/** Pages of `docs/` that a source file names, with their anchors. */
export function citedPages (source: string): Link[] {
  return source.split('\n').flatMap((text, index) =>
    [...text.matchAll(/(?<![\w./-])(docs\/[\w./-]+\.md(?:#[\w-]*)?)/g)]
      .map(([, target = '']) => ({ line: index + 1, target }))
  )
}

/** The lines outside of fenced code. */
function prose (page: string): Array<{ line: number, text: string }> {
  let fence: string | undefined
  return page.split('\n').flatMap((text, index) => {
    const mark = /^\s*(```+|~~~+)/.exec(text)?.[1]
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence))) {
      fence = fence === undefined ? mark : undefined
      return []
    }
    return fence === undefined ? [{ line: index + 1, text }] : []
  })
}
