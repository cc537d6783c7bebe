import { existsSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import { chromium, type Browser, type Page } from 'playwright-core'
import type { Test } from 'tap'

const places = [
  process.env['CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
]
const executablePath = places.find(path => path !== '' && existsSync(path)) ?? ''

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

/** A page of the console, and what the browser complained of. */
export async function openPage (
  browser: Browser, colorScheme: 'light' | 'dark' = 'light'
): Promise<{ page: Page, complaints: string[] }> {
  const context = await browser.newContext({
    colorScheme, locale: 'en-AU', timezoneId: 'Australia/Melbourne', viewport: { width: 1440, height: 900 }
  })
  const page = await context.newPage()
  page.setDefaultTimeout(120_000)
  const complaints: string[] = []
  page.on('console', message => { if (message.type() === 'error') complaints.push(message.text()) })
  page.on('pageerror', error => complaints.push(String(error)))
  return { page, complaints }
}

export async function signIn (page: Page, baseUrl: string, name: string): Promise<void> {
  await page.goto(`${baseUrl}/console/`)
  await page.getByRole('button', { name }).click()
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
}

/** What axe finds wrong with a page, one line for each place. Keeps a picture where CONSOLE_PICTURES names a folder. */
export async function faultsOf (page: Page, picture: string): Promise<string[]> {
  const folder = process.env['CONSOLE_PICTURES']
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${picture}.png`) })
  await page.evaluate(axe.source)
  const { violations }: axe.AxeResults = await page.evaluate('axe.run()')
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}
