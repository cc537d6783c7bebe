// Live Cloud reads JSON with Newtonsoft.Json, which passes over comments and over a comma behind the last entry
// (docs/wire/live-cloud.md#binding).

const string = /"(?:[^"\\\n]|\\.)*"?/y
const comment = /\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/y

/**
 * The text with blanks where comments and last commas were, so that every other character keeps its place; the same
 * text when there are none.
 */
export function withoutComments (text: string): string {
  const parts: string[] = []
  let comma: number | undefined
  let before = ''
  for (let at = 0; at < text.length;) {
    const [pattern, isComment] = text[at] === '"' ? [string, false] : [comment, true]
    pattern.lastIndex = at
    const found = text[at] === '"' || text[at] === '/' ? pattern.exec(text)?.[0] : undefined
    const part = found ?? text[at] ?? ''
    if (found !== undefined && isComment) parts.push(blank(found))
    else {
      if ((part === '}' || part === ']') && comma !== undefined) parts[comma] = ' '
      if (part.trim() !== '') {
        // Behind an opening bracket or another comma it is no last one: that stays an error.
        comma = part === ',' && !['', '[', '{', ','].includes(before) ? parts.length : undefined
        before = part
      }
      parts.push(part)
    }
    at += part.length
  }
  return parts.join('')
}

function blank (comment: string): string {
  return comment.replaceAll(/[^\r\n]/g, ' ')
}
