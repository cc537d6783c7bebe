/** What an answer, a row or a state of a mock holds: tests look into whatever came. */
export type Anything = any // eslint-disable-line @typescript-eslint/no-explicit-any -- the only one
