import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'

const base = '/console'

export interface Place {
  /** The parts of the path behind `/console`. */
  readonly parts: readonly string[]
  readonly query: URLSearchParams
}

const here = (): Place => ({
  parts: location.pathname.slice(base.length).split('/').filter(part => part !== '').map(decodeURIComponent),
  query: new URLSearchParams(location.search)
})

const moved = new Set<() => void>()

export const hrefOf = (...parts: readonly string[]): string => `${base}/${parts.map(encodeURIComponent).join('/')}`

/** Shows another page without loading it; `replace`: as the same step of the history. */
export function go (href: string, replace = false): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', href)
  for (const tell of moved) tell()
}

addEventListener('popstate', () => { for (const tell of moved) tell() })

export function usePlace (): Place {
  const [place, setPlace] = useState(here)
  useEffect(() => {
    const tell = (): void => setPlace(here())
    moved.add(tell)
    return () => { moved.delete(tell) }
  }, [])
  return place
}

/** Changes names of the query of this page; empty values go. */
export function setQuery (changes: Readonly<Record<string, string>>): void {
  const { query } = here()
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') query.delete(name)
    else query.set(name, value)
  }
  go(location.pathname + (query.size > 0 ? `?${query}` : ''), true)
}

interface LinkProps { to: readonly string[], children: ComponentChildren, current?: boolean }

export function Link ({ to, children, current = false }: LinkProps) {
  const href = hrefOf(...to)
  const follow = (event: MouseEvent): void => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    go(href)
  }
  return <a href={href} onClick={follow} {...current && { 'aria-current': 'page' }}>{children}</a>
}
