import { Type, type TObject, type TSchema } from '@sinclair/typebox'

/** Numbered pages, as clients of Live Cloud know them (docs/wire/live-cloud.md#pages). */
export const pageQuery = {
  PageNumber: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1_000_000_000, default: 1, description: 'Which page, from 1.' })
  ),
  PageSize: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1000, default: 200, description: 'Records a page, at most 1000.' })
  )
}

/** A page that the list goes on behind. */
export function listPage<Item extends TSchema> (item: Item, options: { $id: string, description: string }) {
  return Type.Object({
    ...page(item, options).properties,
    next: Type.Optional(Type.String({
      description: 'Send it as `cursor` to go on behind this page; absent when there is none.',
      examples: ['WyItY3JlYXRlVGltZSIsIjE4NTUxMSJd']
    }))
  }, options)
}

export function page<Item extends TSchema> (item: Item, options: { $id: string, description: string }): TObject<{
  currentPage: ReturnType<typeof Type.Integer>, pageSize: ReturnType<typeof Type.Integer>
  totalPages: ReturnType<typeof Type.Integer>, totalRecords: ReturnType<typeof Type.Integer>
  data: ReturnType<typeof Type.Array<Item>>
}> {
  return Type.Object({
    currentPage: Type.Integer({ examples: [1] }),
    pageSize: Type.Integer({ examples: [200] }),
    totalPages: Type.Integer({ examples: [1] }),
    totalRecords: Type.Integer({ description: 'Records on all pages.', examples: [1] }),
    data: Type.Array(item)
  }, options)
}
