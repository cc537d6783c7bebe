/** What one request of a collection says beyond the document: where it stands, what it sends, what it keeps. */
export interface Step {
  readonly operation: string
  /** Its name in the collection; the summary of the operation where there is none. */
  readonly name?: string
  /** Path and query parameters that are sent, by name; the required ones are their variables anyway. */
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  /** In place of the example of the document. */
  readonly body?: unknown
  /** Variables that later requests use, each by a JavaScript expression over `body`, the answer. */
  readonly keep?: Readonly<Record<string, string>>
  /** How its task ends, if not well; `later`: it waits for somebody, so nobody waits for it. */
  readonly ends?: 'Canceled' | 'Failed' | 'later'
  /** The request is left out while this variable is empty: what it is about is not there. */
  readonly needs?: string
}

export interface Folder {
  readonly name: string
  readonly about: string
  readonly steps: readonly Step[]
}

/** The order in which a collection is run, from its first request to its last. */
export interface Flow {
  readonly folders: readonly Folder[]
  /** Values that the environment gives beside those of the connection. */
  readonly values: Readonly<Record<string, string>>
}
