/** A word, a quoted text, or one of `(`, `)`, `,` and `:`. */
export interface FilterToken {
  type: 'word' | 'text' | 'sign'
  text: string
}

const token = /\s*(?:('(?:[^']|'')*')|([A-Za-z_]\w*(?:\/any)?)|([(),:]))\s*/y

/** A filter cut into its tokens; null when it has something else in it. */
export function tokensOf (filter: string): FilterToken[] | null {
  const tokens: FilterToken[] = []
  token.lastIndex = 0
  while (token.lastIndex < filter.length) {
    const found = token.exec(filter)
    if (!found) return null
    const [, text, word, sign = ''] = found
    if (text !== undefined) tokens.push({ type: 'text', text })
    else if (word !== undefined) tokens.push({ type: 'word', text: word })
    else tokens.push({ type: 'sign', text: sign })
  }
  return tokens
}

/** What a quoted text says: a quote in it stands twice. */
export const unquote = (text: string) => text.slice(1, -1).replaceAll("''", "'")
