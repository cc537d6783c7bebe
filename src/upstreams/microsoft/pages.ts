import { UpstreamFault } from '../../problems.ts'
import type { PageCursor } from './page-cursor.ts'

// Lists of Microsoft, read to their end: what a list lacks counts as absent only when all of it was read
// (docs/wire/microsoft.md#lists).

export interface Page<Item> { readonly items: readonly Item[], readonly nextLink: string | null | undefined }

export interface PagedList<Item> {
  readonly upstream: string
  /** What links must begin with to be followed. */
  readonly baseUrl: string
  /** The path of the list, below the base URL. */
  readonly path: string
  /** The query that asks for what comes after so many items; without, the list is cut by Microsoft alone. */
  readonly from?: (skip: number) => string
  readonly read: (path: string) => Promise<Page<Item>>
  readonly keyOf: (item: Item) => string
}

/** A list that never ends is a fault; 100,000 pages are more than any tenant has. */
const mostPages = 100_000

function fault (upstream: string, message: string): UpstreamFault {
  return new UpstreamFault(upstream, 'unexpected', `${upstream} ${message}`)
}

/** One page, and where the following one begins; undefined at the end of the list. */
export async function readPage<Item> (
  list: PagedList<Item>, cursor: PageCursor = { skip: 0, pages: 0 }
): Promise<{ items: readonly Item[], next: PageCursor | undefined }> {
  const { upstream, path, from, keyOf } = list
  const asked = cursor.link ?? (path + (from?.(cursor.skip) ?? ''))
  const { items, nextLink } = await list.read(asked)
  const [first] = items
  const skip = cursor.skip + items.length
  const pages = cursor.pages + 1
  if (first !== undefined && cursor.mark?.first === keyOf(first)) {
    throw fault(upstream, `sent a page of a list twice, so that the list cannot be read (${asked}).`)
  }
  // Without a link a short page is not the end, unless Microsoft has named the pages before.
  const isOver = nextLink == null && (cursor.link !== undefined || from === undefined || first === undefined)
  if (isOver) return { items, next: undefined }
  if (first === undefined) throw fault(upstream, `sent a page without items that promises more of them (${asked}).`)
  const link = nextLink == null ? undefined : pathOfLink(list, nextLink, asked)
  if (link !== undefined && (link === asked || link === cursor.mark?.path)) {
    throw fault(upstream, `leads in a circle through a list, so that it cannot be read (${asked}).`)
  }
  if (pages >= mostPages) throw fault(upstream, `sent ${pages} pages of a list without coming to its end.`)
  const mark = (pages & (pages - 1)) === 0 ? { path: asked, first: keyOf(first) } : cursor.mark
  return { items, next: { skip, pages, ...(link !== undefined && { link }), ...(mark !== undefined && { mark }) } }
}

/** All items of a list, page by page; whoever has enough stops. */
export async function * pagesOf<Item> (list: PagedList<Item>): AsyncGenerator<readonly Item[]> {
  const seen = new Set<string>()
  let cursor: PageCursor | undefined
  do {
    const { items, next } = await readPage(list, cursor)
    const fresh = items.filter(item => !seen.has(list.keyOf(item)))
    if (fresh.length === 0 && next !== undefined) {
      throw fault(list.upstream, 'sent a page with nothing new in it that promises more; the list cannot be read.')
    }
    for (const item of fresh) seen.add(list.keyOf(item))
    yield fresh
    cursor = next
  } while (cursor !== undefined)
}

export async function readAll<Item> (list: PagedList<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const items of pagesOf(list)) all.push(...items)
  return all
}

/** A link as a path below the base URL; any other would lead our token to somebody else. */
export function pathOfLink (
  { upstream, baseUrl }: Pick<PagedList<unknown>, 'upstream' | 'baseUrl'>, link: string, asked = '/'
): string {
  const base = new URL(baseUrl.replace(/\/*$/, '/'))
  const url = URL.canParse(link, base.href) ? new URL(link, new URL(`.${asked}`, base)) : undefined
  if (url?.origin !== base.origin || !url.pathname.startsWith(base.pathname) || url.username !== '') {
    const where = url === undefined ? link : url.origin + url.pathname
    throw fault(
      upstream,
      `names ${where} as the next page, which is not below ${base.href}; it is not followed. Is the base URL right?`
    )
  }
  return `/${url.pathname.slice(base.pathname.length)}${url.search}`
}
