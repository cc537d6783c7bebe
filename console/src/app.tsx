import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import { ApiContext, type Asked, type Request } from './api.ts'
import { pageOf, pages } from './pages/index.tsx'
import { ActionDialog } from './parts/action-button.tsx'
import { AsCurl } from './parts/as-curl.tsx'
import { ThemeButton } from './parts/theme.tsx'
import { Link, usePlace } from './router.tsx'
import type { Session } from './session.ts'

/** The frame around every page. */
export function App ({ session }: { session: Session }) {
  const place = usePlace()
  const [requests, setRequests] = useState<ReadonlyArray<Request & { page: string }>>([])
  const note = useCallback((request: Request): void => {
    const page = location.pathname
    setRequests(before => [
      { ...request, page }, ...before.filter(({ url, page: other }) => url !== request.url && other === page)
    ].slice(0, 8))
  }, [])
  const { client, account: { username } } = session
  const [asked, show] = useState<Asked>()
  useEffect(() => show(undefined), [place.parts.join('/')])
  const api = useMemo(() => ({ client, who: username, note, show }), [client, username, note])
  const { name, view } = pageOf(place)
  return (
    <ApiContext.Provider value={api}>
      <a class='skip' href='#content'>Skip to the content</a>
      <header>
        <strong class='mark'>Dialplane</strong>
        <nav aria-label='Pages'>
          {pages.map(page => <Link key={page.name} to={page.path} current={page.name === name}>{page.name}</Link>)}
        </nav>
        <AsCurl requests={requests.filter(({ page }) => page === location.pathname)} />
        <ThemeButton />
        <span class='who'>{username}</span>
        <button type='button' onClick={() => { void session.signOut() }}>Sign out</button>
      </header>
      <main id='content' tabIndex={-1}>{view}</main>
      {asked !== undefined && (
        <ActionDialog action={asked.action} onClose={() => show(undefined)} onEnd={asked.onEnd} />
      )}
    </ApiContext.Provider>
  )
}
