/** A word without its case, blanks, hyphens and underscores, and without characters that nobody sees. */
export function folded (text: string): string {
  return text.toLowerCase().replace(/[\s\p{Cf}_-]+/gu, '')
}

/** Words of ours, each with what else it is called: by Microsoft's interfaces, by Live Cloud, by people. */
export type Words<Word extends string> = Readonly<Record<Word, readonly string[]>>

/** The words alone, in their order. */
export function wordsOf<Word extends string> (words: Words<Word>): readonly Word[] {
  return Object.keys(words).filter((word): word is Word => Object.hasOwn(words, word))
}

/** Makes a function that finds the word which a text means, in any spelling; undefined for an unknown one. */
export function wordFinder<Word extends string> (words: Words<Word>): (text: string) => Word | undefined {
  const known = new Map<string, Word>()
  for (const word of wordsOf(words)) {
    for (const spelling of [word, ...words[word]]) known.set(folded(spelling), word)
  }
  return text => known.get(folded(text))
}
