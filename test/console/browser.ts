import { existsSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import { chromium, type Browser, type Page, type Request } from 'playwright-core'
import type { Test } from 'tap'
import { until } from '../support/until.ts'

const places = [
  process.env['CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
]
const executablePath = places.find(path => path !== '' && existsSync(path)) ?? ''

/** What Chromium writes of answers that the page deals with: refusals, and that it should come again. */
const refused = /^Failed to load resource: the server responded with a status of (400|403|404|503) /

/** Why tests with a browser are skipped; false when there is one. */
export const noBrowser: string | false =
  executablePath === '' && 'Chromium is not installed (Debian: apt-get install chromium; or name it in CHROMIUM)'

export async function startBrowser (t: Test): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
  })
  t.teardown(() => browser.close())
  return browser
}

interface OpenPage {
  readonly page: Page
  /** What the browser complained of. */
  readonly complaints: string[]
  /** Shows another page of the console, without loading it anew, and waits until it has all that it asked for. */
  show (path: string): Promise<void>
}

export async function openPage (browser: Browser, colorScheme: 'light' | 'dark' = 'light'): Promise<OpenPage> {
  const context = await browser.newContext({
    colorScheme, locale: 'en-AU', timezoneId: 'Australia/Melbourne', viewport: { width: 1440, height: 900 }
  })
  const page = await context.newPage()
  page.setDefaultTimeout(120_000)
  const complaints: string[] = []
  page.on('console', message => {
    if (message.type() === 'error' && !refused.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(String(error)))
  const asked = askedBy(page)
  return {
    page,
    complaints,
    async show (path) {
      await page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new Event('popstate'))`)
      await until(`${path} has what it asked for`, async () => {
        // What an answer makes the page ask for is asked for within a frame.
        await page.evaluate('new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))')
        return asked.size === 0
      })
    }
  }
}

/** Requests without an answer yet; a stream of events has no end. */
function askedBy (page: Page): ReadonlySet<Request> {
  const asked = new Set<Request>()
  page.on('request', request => { if (!request.url().includes('/api/v3/events')) asked.add(request) })
  const over = (request: Request): void => { asked.delete(request) }
  page.on('requestfinished', over)
  page.on('requestfailed', over)
  return asked
}

export async function signIn (page: Page, baseUrl: string, name: string): Promise<void> {
  await page.goto(`${baseUrl}/console/`)
  await page.getByRole('button', { name }).click()
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
}

/** What axe finds wrong with a page, one line for each place. Keeps a picture where CONSOLE_PICTURES names a folder. */
export async function faultsOf (page: Page, picture?: string): Promise<string[]> {
  const folder = process.env['CONSOLE_PICTURES']
  if (folder !== undefined && picture !== undefined) await page.screenshot({ path: join(folder, `${picture}.png`) })
  await page.evaluate(axe.source)
  const { violations }: axe.AxeResults = await page.evaluate('axe.run()')
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}
