import { Type, type TObject, type TSchema } from '@sinclair/typebox'

/** Numbered pages, as clients of Live Cloud know them. */
export const pageQuery = {
  PageNumber: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000, default: 1, description: 'Which page, from 1.' })),
  PageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 200, description: 'Records a page, at most 1000.' }))
}

export function page<Item extends TSchema> (item: Item): TObject<{
  currentPage: ReturnType<typeof Type.Integer>, pageSize: ReturnType<typeof Type.Integer>
  totalPages: ReturnType<typeof Type.Integer>, totalRecords: ReturnType<typeof Type.Integer>
  data: ReturnType<typeof Type.Array<Item>>
}> {
  return Type.Object({
    currentPage: Type.Integer(), pageSize: Type.Integer(), totalPages: Type.Integer(), totalRecords: Type.Integer(), data: Type.Array(item)
  })
}
