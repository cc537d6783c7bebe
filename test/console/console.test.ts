import type { Page } from 'playwright-core'
import t from 'tap'
import { openRecords } from '../support/records.ts'
import { profiles, startStack, tenants } from '../support/stack.ts'
import { faultsOf, noBrowser, openPage, signIn, startBrowser } from './browser.ts'

const file = (...numbers: string[]): { name: string, mimeType: string, buffer: Buffer } => ({
  name: 'numbers.csv', mimeType: 'text/csv', buffer: Buffer.from(`telephoneNumber\n${numbers.join('\n')}\n`)
})

/** Reads the table of numbers with only those that begin so. */
async function find (page: Page, prefix: string): Promise<void> {
  await page.getByRole('link', { name: 'Numbers', exact: true }).click()
  await page.getByRole('searchbox', { name: 'Number begins with' }).fill(prefix)
}

t.test('the console', { skip: noBrowser }, async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  const browser = await startBrowser(t)
  const { page, complaints } = await openPage(browser)

  await t.test('lets people in by Microsoft only', async t => {
    const { status, headers } = await stack.call('GET', '/console', { role: null })
    t.equal(status, 200)
    const policy = String(headers['content-security-policy'])
    t.notMatch(policy, /unsafe|\*/, 'nothing from elsewhere, and nothing inlined')
    t.match(policy, "default-src 'none'")
    await signIn(page, stack.baseUrl, 'Ada Admin')
    await page.getByRole('heading', { name: 'Numbers' }).waitFor()
    t.match(page.url(), new RegExp(`^${stack.baseUrl}/console/`))
  })

  await t.test('imports a file, shows what failed in it, and finds its numbers', async t => {
    await page.getByRole('button', { name: 'Import …' }).click()
    await page.getByLabel('CSV file').setInputFiles(file('+61395556811', '+61395556812', '+6139'))
    await page.getByLabel('Microsoft tenant id').fill(tenants.australian)
    await page.getByLabel('Calling profile id').selectOption(profiles.withSbcs)
    await page.getByRole('dialog').getByLabel('Usage').selectOption('CallingUserAssignment')
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('2 succeeded, 1 failed').waitFor()
    await page.getByRole('cell', { name: '+6139', exact: true }).waitFor()
    t.same(await faultsOf(page, 'import'), [], 'axe finds nothing')
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
    await find(page, '+6139555681')
    await page.getByRole('status').getByText('2 numbers, 0 selected').waitFor()
    t.same(await faultsOf(page, 'numbers'), [], 'axe finds nothing')
  })

  await t.test('shows one number: where it is, and what happened to it', async t => {
    await page.getByRole('link', { name: '+61395556811' }).click()
    await page.getByRole('heading', { name: '+61395556811' }).waitFor()
    await page.getByRole('region', { name: 'On SBCs' }).getByRole('link', { name: 'Demo SBC 1' }).waitFor()
    await page.getByRole('region', { name: 'History' }).getByText('uploaded', { exact: true }).waitFor()
    await page.getByText('An upload would be').waitFor()
    // The browser is in Melbourne: in an hour.
    await page.getByLabel('At', { exact: true }).fill(new Date(Date.now() + 12 * 3_600_000).toISOString().slice(0, 16))
    await page.getByRole('region', { name: 'As it was' }).getByText('SBC 8: Trunk=').waitFor()
    t.same(await faultsOf(page, 'number'), [], 'axe finds nothing')
  })

  await t.test('shows tasks as they move, and one as its steps', async t => {
    await page.getByRole('link', { name: 'Tasks' }).click()
    await page.getByText('import-numbers').first().waitFor()
    await page.getByText(', live').waitFor()
    t.same(await faultsOf(page, 'tasks'), [], 'axe finds nothing')
    const { body: { taskId } } = await stack.call('POST', '/api/v3/oc/lead/action/synchronize')
    await page.getByRole('link', { name: taskId }).waitFor()
    await page.getByRole('row').filter({ hasText: 'upload-numbers' }).getByRole('link').click()
    await page.getByText('Number(s) accepted by Microsoft.').waitFor()
    await page.getByRole('region', { name: 'Numbers of the task' }).getByText('+61395556811').waitFor()
    t.same(await faultsOf(page, 'task'), [], 'axe finds nothing')
  })

  await t.test('releases what is selected, after it said what that does', async t => {
    await find(page, '+6139555681')
    await page.getByRole('checkbox', { name: 'Select +61395556811' }).check()
    await page.getByRole('button', { name: 'Release …' }).click()
    await page.getByText('Microsoft: release: 1').waitFor()
    await page.getByText('SBC 8: remove rule: 1').waitFor()
    t.same(await faultsOf(page, 'release'), [], 'axe finds nothing')
    t.match(await stack.call('GET', '/api/v3/oc/numbers/+61395556811'), { status: 200 }, 'nothing is done before')
    await page.getByRole('button', { name: 'Release 1 number' }).click()
    await page.getByRole('dialog').getByText('CompletedSuccess').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('status').getByText('1 number, 0 selected').waitFor()
  })

  await t.test('shows ranges with what is in use, what is missing and what is free', async t => {
    await page.getByRole('link', { name: 'Ranges' }).click()
    await page.getByRole('region', { name: 'Blocks of numbers' }).getByRole('link').first().waitFor()
    await page.getByLabel('Numbers in a row').fill('1000000')
    await page.getByText('No block of 1000000 numbers is free.').waitFor()
    t.same(await faultsOf(page, 'ranges'), [], 'axe finds nothing')
  })

  await t.test('shows consents, data syncs and orders of the provider, and tries a sync', async t => {
    await page.getByRole('link', { name: 'Provider' }).click()
    await page.getByRole('region', { name: 'Consents' }).getByText('AgreementSigned').first().waitFor()
    await page.getByRole('region', { name: 'Order history' }).getByText('CompletedSuccess').first().waitFor()
    await page.getByRole('button', { name: 'Try SyncPartnerOperatorConsents' }).click()
    await page.getByRole('region', { name: 'Data syncs' }).getByText('CompletedSuccess').waitFor()
    t.same(await faultsOf(page, 'provider'), [], 'axe finds nothing')
  })

  await t.test('plans the repair of a difference, and does it', async t => {
    const lost = '+61395556812'
    const { dialPlans } = await stack.sbcs[1].control('GET', '/_mock/state')
    await stack.sbcs[1].control('PUT', '/_mock/state', {
      dialPlans: {
        ...dialPlans, OCDialPlan: dialPlans.OCDialPlan.filter(({ prefix }: { prefix: string }) => prefix !== lost)
      }
    })
    const { body: { taskId } } = await stack.call('PUT', '/api/v3/drift/policies', {
      body: { policies: [{ class: 'missing_on_sbc', mode: 'repair' }] }
    })
    await stack.finished(taskId)
    await page.getByRole('link', { name: 'Drift' }).click()
    await page.getByRole('button', { name: 'Read all sides now' }).click()
    await page.getByRole('cell', { name: 'missing_on_sbc' }).waitFor()
    await page.getByLabel('Class').selectOption('missing_on_sbc')
    await page.getByRole('button', { name: 'Plan a repair …' }).click()
    await page.getByRole('dialog').getByRole('cell', { name: 'put-on-sbc' }).waitFor()
    t.same(await faultsOf(page, 'repair'), [], 'axe finds nothing')
    await page.getByRole('dialog').getByRole('button', { name: 'Do it' }).click()
    await page.getByRole('dialog').getByText('It is applied.').waitFor()
    await page.keyboard.press('Escape')
    const { dialPlans: mended } = await stack.sbcs[1].control('GET', '/_mock/state')
    t.match(mended.OCDialPlan.find(({ prefix }: { prefix: string }) => prefix === lost), { tag: /^Trunk=/ })
  })

  await t.test('lets a person approve or refuse what a brake holds', async t => {
    const { body: kept } = await stack.call('PUT', '/api/v3/brakes', {
      body: { brakes: [{ action: 'release-numbers', countMax: 0 }] }
    })
    await stack.finished(kept.taskId)
    const { body: { taskId } } = await stack.call(
      'POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenants.australian}`, { body: ['+61395556812'] }
    )
    await page.goto(`${stack.baseUrl}/console/tasks/${taskId}`)
    await page.getByText('Waits for approval').waitFor()
    await page.getByRole('button', { name: 'Approve' }).waitFor()
    await page.getByRole('button', { name: 'Refuse …' }).click()
    await page.getByLabel('Why').fill('Microsoft is asked first.')
    t.same(await faultsOf(page, 'refuse'), [], 'axe finds nothing')
    await page.getByRole('dialog').getByRole('button', { name: 'Refuse', exact: true }).click()
    await page.getByRole('region', { name: 'State' }).getByText('Failed').waitFor()
    t.equal((await stack.call('GET', '/api/v3/oc/numbers/+61395556812')).status, 200, 'nothing was released')
  })

  await t.test('shows customers with their sites, SBCs with their health, drift, and what is wrong now', async t => {
    await page.getByRole('link', { name: 'Customers' }).click()
    await page.getByRole('cell', { name: 'Nordlys Shipping' }).waitFor()
    t.same(await faultsOf(page, 'customers'), [], 'axe finds nothing')
    await page.getByRole('link', { name: 'Southern Cross Logistics' }).click()
    await page.getByRole('cell', { name: 'GRXRATNEUZMNZ' }).waitFor()
    t.same(await faultsOf(page, 'customer'), [], 'axe finds nothing')
    await page.getByRole('link', { name: 'SBCs' }).click()
    await page.getByRole('link', { name: 'Demo SBC 1' }).click()
    await page.getByRole('button', { name: 'Test the connection' }).click()
    await page.getByRole('region', { name: 'Health' }).getByText('yes', { exact: true }).waitFor()
    t.same(await faultsOf(page, 'sbc'), [], 'axe finds nothing')
    await page.getByRole('link', { name: 'Drift' }).click()
    await page.getByRole('button', { name: 'Read all sides now' }).click()
    await page.getByText(/^Completed/).waitFor()
    t.same(await faultsOf(page, 'drift'), [], 'axe finds nothing')
    await page.getByRole('link', { name: 'Overview' }).click()
    await page.getByText('2 SBCs, 0 away.').waitFor()
    t.same(await faultsOf(page, 'overview'), [], 'axe finds nothing')
  })

  await t.test('shows each page as the requests that it was made of', async t => {
    await page.getByRole('button', { name: 'As curl' }).click()
    await page.getByText(`curl -sS '${stack.baseUrl}/api/v3/drift/counts'`).waitFor()
    t.same(await faultsOf(page, 'as-curl'), [], 'axe finds nothing')
    await page.keyboard.press('Escape')
  })

  await t.test('shows resellers and customers only what is theirs', async t => {
    for (const name of ['Rene Reseller', 'Kim Customer']) {
      const { page, complaints } = await openPage(browser, 'dark')
      await signIn(page, stack.baseUrl, name)
      await page.getByRole('link', { name: '+61395556812' }).waitFor()
      const customers = page.locator('label', { hasText: /^Customer/ }).locator('option')
      await customers.nth(1).waitFor({ state: 'attached' })
      t.same(await customers.allTextContents(), ['all', 'Southern Cross Logistics'], name)
      t.same(await faultsOf(page, `${name.split(' ')[1]?.toLowerCase()}-dark`), [], 'axe finds nothing')
      t.same(complaints, [])
      await page.context().close()
    }
  })
  await t.test('has no more rows in the page than are in sight, of 200,000 numbers', async t => {
    const records = await openRecords(t, stack.databaseUrl)
    await records.query(`insert into number (provider_id, number, source, ms_tenant_id, country)
      select 1, '+6129' || to_char(n, 'FM0000000'), 'webapi', $1, 'AU' from generate_series(1, 200000) n`,
    [tenants.australian])
    await find(page, '+6129')
    await page.getByRole('status').getByText('200000 numbers, 0 selected').waitFor()
    const table = page.getByRole('region', { name: 'Numbers' })
    const scrollTo = (share: number): Promise<unknown> =>
      page.evaluate(`(table => { table.scrollTop = ${share} * table.scrollHeight })(document.querySelector('.table'))`)
    await scrollTo(1)
    await table.locator('tr[aria-rowindex="200001"] a').waitFor()
    t.ok(await table.getByRole('row').count() < 100, 'the others are not there')
    await scrollTo(0.5)
    await table.locator('tr[aria-rowindex="100005"] a').waitFor()
  })
  t.same(complaints, [], 'the browser complains of nothing')
})
