import t from 'tap'
import { noBrowser, openPage, startBrowser } from '../console/browser.ts'
import { startStack } from '../support/stack.ts'

t.test('the reference in a browser', { skip: noBrowser }, async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const browser = await startBrowser(t)
  const { page, complaints } = await openPage(browser)
  page.setDefaultTimeout(240_000) // it is large, and a busy machine slow
  const elsewhere: string[] = []
  page.on('request', request => { if (!request.url().startsWith(stack.baseUrl)) elsewhere.push(request.url()) })

  await page.goto(`${stack.baseUrl}/docs`, { waitUntil: 'commit' })
  await t.test('shows the operations, and how each is called', async t => {
    await page.getByRole('button', { name: 'Show all Numbers endpoints' }).click()
    await page.getByRole('heading', { name: 'Upload numbers to a customer' }).first().waitFor()
    await page.getByRole('button', { name: 'Shell Curl' }).first().click()
    await page.getByRole('option', { name: 'Curl' }).first().waitFor()
    const offered = await page.getByRole('option').allInnerTexts()
    for (const sample of ['Curl', 'TypeScript', 'HttpClient', 'Requests']) t.ok(offered.includes(sample), sample)
    await page.keyboard.press('Escape')
  })

  await t.test('finds an operation by its words', async t => {
    await page.getByRole('search').click()
    await page.getByRole('combobox', { name: 'Enter search query' }).fill('release numbers')
    const found = page.getByRole('option', { name: /Operation: Release numbers .*action\/release/ })
    await found.first().waitFor()
    t.pass('it is offered')
    await page.keyboard.press('Escape')
  })

  await t.test('keeps the token that is given at the top over a reload, and no longer than the tab', async t => {
    const token = await stack.token()
    await page.getByLabel('Bearer token').fill(`Bearer ${token}`)
    await page.getByRole('button', { name: 'Use it' }).click()
    await page.getByText('Requests from here carry the token.').waitFor()
    await page.reload({ waitUntil: 'commit' })
    await page.getByText('Requests from here carry the token.').waitFor()
    t.equal(await page.getByLabel('Bearer token').inputValue(), token)
    const other = await browser.newPage()
    await other.goto(`${stack.baseUrl}/docs`, { waitUntil: 'commit' })
    await other.getByText('No token: requests from here are refused.').waitFor()
    await page.getByRole('button', { name: 'Forget it' }).click()
    await page.getByText('No token: requests from here are refused.').waitFor()
  })

  await t.test('loads nothing from elsewhere, and the policy of the page refuses it nothing', t => {
    t.same(elsewhere, [])
    t.same(complaints, [])
    t.end()
  })
})
