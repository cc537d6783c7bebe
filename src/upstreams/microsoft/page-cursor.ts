import { Type, type Static } from '@sinclair/typebox'

/** Where the reading of one of Microsoft's lists goes on; it fits into the progress of a task. */
export const PageCursor = Type.Object({
  /** Items that came so far. */
  skip: Type.Integer(),
  pages: Type.Integer(),
  /** The path that Microsoft named for the next page; without, it is asked for by `skip`. */
  link: Type.Optional(Type.String()),
  /** An earlier page, renewed after 1, 2, 4, 8 … pages: whoever comes by it again goes in a circle. */
  mark: Type.Optional(Type.Object({ path: Type.String(), first: Type.String() }))
})
export type PageCursor = Static<typeof PageCursor>
