import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { projectRoot } from '../../src/database/project-root.ts'
import { openRecords } from '../support/records.ts'
import { demo, profiles, startStack, tenants } from '../support/stack.ts'
import { faultsOf, noBrowser, openPage, signIn, startBrowser } from './browser.ts'

const file = (...numbers: string[]): { name: string, mimeType: string, buffer: Buffer } => ({
  name: 'numbers.csv', mimeType: 'text/csv', buffer: Buffer.from(`telephoneNumber\n${numbers.join('\n')}\n`)
})

/** A moment to come, as a person in Melbourne writes it; the browser of the test is there. */
const soon = (): string => new Date(Date.now() + 12 * 3_600_000).toISOString().slice(0, 16)

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
    const assets = join(projectRoot(), 'dist', 'console', 'assets')
    const sizes = (await readdir(assets)).map(name => gzipSync(readFileSync(join(assets, name))).length)
    t.ok(sizes.reduce((sum, size) => sum + size, 0) < 250_000, `less than 250 kB compressed: ${sizes.join(' + ')}`)
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
    await page.getByLabel('At', { exact: true }).fill(soon())
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

  /** Opens what a button leads to, fills it in, sees the plan, and does it; keeps a picture of the plan. */
  const act = async (
    t: Test, button: string, { fill = {}, choose = {}, plan, picture }: {
      fill?: Record<string, string>, choose?: Record<string, string>, plan: string | RegExp, picture?: string
    }
  ): Promise<void> => {
    await page.getByRole('button', { name: button }).first().click()
    const dialog = page.getByRole('dialog')
    for (const [label, text] of Object.entries(fill)) await dialog.getByLabel(label).fill(text)
    for (const [label, text] of Object.entries(choose)) await dialog.getByLabel(label).selectOption(text)
    await dialog.getByRole('list', { name: 'What it will do' }).getByText(plan).first().waitFor()
    t.same(await faultsOf(page, picture), [], `axe finds nothing: ${button}`)
    await dialog.locator('button.main, button.danger').click()
    await dialog.getByText('CompletedSuccess').waitFor()
    await page.keyboard.press('Escape')
  }

  await t.test('shows consents, and changes a relationship with its reason', async t => {
    await page.getByRole('link', { name: 'Consents', exact: true }).click()
    await page.getByRole('region', { name: 'Consents' }).getByText('AgreementSigned').first().waitFor()
    t.same(await faultsOf(page, 'consents'), [], 'axe finds nothing')
    await page.getByRole('link', { name: 'Atlantic Foods' }).click()
    await page.getByRole('region', { name: 'Contacts' }).getByText('Grace Miller').waitFor()
    await page.getByRole('button', { name: 'Change relationship …' }).click()
    await page.getByText('What it will do is said here when the form is filled in.').waitFor()
    await page.getByRole('dialog').getByLabel('Relationship').selectOption('ConsentDeclined')
    await page.getByRole('dialog').getByRole('alert').getByText(/^Reason: /).waitFor()
    await page.keyboard.press('Escape')
    await act(t, 'Change relationship …', {
      choose: { Relationship: 'ConsentDeclined' }, fill: { Reason: 'Not in our countries' },
      plan: 'change-relationship', picture: 'relationship'
    })
    await page.getByRole('region', { name: 'Consent', exact: true }).getByText('ConsentDeclined').waitFor()
    await page.getByRole('region', { name: 'History' }).getByText('changed', { exact: true }).first().waitFor()
    t.same(await faultsOf(page, 'consent'), [], 'axe finds nothing')
  })

  await t.test('tests an Operator Connect tenant; adds, tries, runs and schedules data syncs', async t => {
    await page.getByRole('link', { name: 'Provider', exact: true }).click()
    await act(t, 'Test the connection of Demo Operator Connect', { plan: 'test-operator-tenant' })
    await act(t, 'Add …', {
      fill: { Name: 'Consents only', 'What it reads, in this order': 'PartnerOperatorConsents' }, plan: 'keep-data-sync'
    })
    const syncs = page.getByRole('region', { name: 'Data syncs' })
    await act(t, 'Try Consents only', { plan: 'synchronize-operator-tenant' })
    await act(t, 'Run Consents only', {
      fill: { 'At most so many removals': '5' }, plan: 'synchronize-operator-tenant', picture: 'run-sync'
    })
    await syncs.getByRole('row').filter({ hasText: 'Consents only' }).getByText('CompletedSuccess').waitFor()
    await act(t, 'Schedule Consents only', {
      fill: { 'When it runs by itself': '30 2 * * *', 'Time zone': 'Europe/Berlin' }, plan: 'keep-data-sync'
    })
    await syncs.getByText('30 2 * * * (Europe/Berlin)').waitFor()
    t.same(await faultsOf(page, 'provider'), [], 'axe finds nothing')
    await act(t, 'Remove Consents only', { plan: 'remove-data-sync' })
    await syncs.getByText('Consents only', { exact: true }).waitFor({ state: 'detached' })
  })

  await t.test('shows the histories: filtered, the oldest first, as a file, and with their tasks', async t => {
    await page.getByRole('link', { name: 'Orders', exact: true }).click()
    const orders = page.getByRole('region', { name: 'Order history' })
    await orders.getByText('CompletedSuccess').first().waitFor()
    await page.getByRole('combobox', { name: 'Order' }).selectOption('oldest first')
    await page.getByRole('searchbox', { name: 'Number' }).fill('+61395556811')
    await orders.getByText('2: +61395556811 – +61395556812').waitFor()
    t.match(page.url(), /sort=orderedAt/)
    t.same(await faultsOf(page, 'orders'), [], 'axe finds nothing')
    const [download] = await Promise.all([
      page.waitForEvent('download'), page.getByRole('button', { name: 'Export to CSV' }).click()
    ])
    t.equal(download.suggestedFilename(), 'number-orders.csv')
    const text = await readFile(await download.path(), 'utf8')
    t.match(text, /^orderId,.*\r\nwup_.*,CompletedSuccess,2,2,0,0,.*\+61395556811 – \+61395556812/)
    await page.getByRole('link', { name: 'Release history' }).click()
    await page.getByRole('heading', { name: 'Release history' }).waitFor()
    await page.getByRole('region', { name: 'Release history' }).getByRole('link').first().click()
    await page.getByRole('heading', { name: 'release-numbers' }).waitFor()
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

  await t.test('licenses a lead, gives it a site, and lets the customer go again', async t => {
    await page.getByRole('link', { name: 'Customers', exact: true }).click()
    await page.getByRole('cell', { name: 'Nordlys Shipping', exact: true }).waitFor()
    t.same(await faultsOf(page, 'customers'), [], 'axe finds nothing')
    await act(t, 'License Atlantic Foods', {
      fill: { 'Short name': 'Atlantic' }, plan: 'create-customer', picture: 'license'
    })
    await page.getByRole('region', { name: 'Customers' }).getByRole('link', { name: 'Atlantic Foods' }).click()
    await act(t, 'Add a site', { fill: { Name: 'Dock1' }, choose: { SBC: '8' }, plan: 'add-site' })
    await page.getByRole('cell', { name: 'Dock1', exact: true }).waitFor()
    await act(t, 'Change Dock1', { fill: { 'Main line': '+12125550199' }, plan: 'modify-site' })
    await act(t, 'Delete Dock1', { plan: 'delete-site' })
    await page.getByRole('cell', { name: 'Dock1', exact: true }).waitFor({ state: 'detached' })
    await act(t, 'Change …', { fill: { 'Full name': 'Atlantic Foods Inc.' }, plan: 'change-licence' })
    await page.getByRole('heading', { name: 'Atlantic Foods Inc.' }).waitFor()
    await act(t, 'Delete …', { choose: { 'Its numbers': 'are released first' }, plan: 'delete-customer' })
    await page.getByRole('link', { name: 'Customers', exact: true }).first().click()
    await page.getByRole('link', { name: 'Southern Cross Logistics' }).click()
    await page.getByRole('cell', { name: 'GRXRATNEUZMNZ', exact: true }).waitFor()
    t.same(await faultsOf(page, 'customer'), [], 'axe finds nothing')
  })

  await t.test('tests, qualifies and freezes an SBC, and shows what an undo of its changes would do', async t => {
    await page.getByRole('link', { name: 'SBCs', exact: true }).click()
    await page.getByRole('link', { name: 'Demo SBC 1' }).click()
    await act(t, 'Test the connection …', { plan: 'examine-sbc' })
    await page.getByRole('region', { name: 'Health' }).getByText('yes', { exact: true }).waitFor()
    await act(t, 'Qualify …', { plan: 'qualify-sbc' })
    await page.getByRole('region', { name: 'Qualification' }).getByText('fit', { exact: true }).waitFor()
    await act(t, 'Freeze …', { fill: { Until: soon(), Why: 'New firmware' }, plan: 'keep-freeze', picture: 'freeze' })
    await page.getByText(/^Frozen from .*: New firmware$/).waitFor()
    t.same(await faultsOf(page, 'sbc'), [], 'axe finds nothing')
    await act(t, 'End the freeze …', { plan: 'end-freeze' })
    await page.getByText(/^Frozen from/).waitFor({ state: 'detached' })
    for (const button of [/^Undo change/, 'Restore …']) {
      await page.getByRole('button', { name: button }).first().click()
      await page.getByRole('list', { name: 'What it will do' }).getByRole('listitem').first().waitFor()
      t.same(await faultsOf(page, button === 'Restore …' ? undefined : 'undo'), [], 'axe finds nothing')
      await page.getByRole('button', { name: 'Leave it' }).click()
    }
  })

  await t.test('shows drift, and what is wrong now', async t => {
    await page.getByRole('link', { name: 'Drift' }).click()
    await page.getByRole('button', { name: 'Read all sides now' }).click()
    await page.getByText(/^Completed/).waitFor()
    t.same(await faultsOf(page, 'drift'), [], 'axe finds nothing')
    await page.getByRole('link', { name: 'Overview' }).click()
    await page.getByText('2 SBCs, 0 away.').waitFor()
    await page.getByRole('region', { name: 'Upstreams' }).getByText('Demo SBC 1: ok').waitFor()
    t.same(await faultsOf(page, 'overview'), [], 'axe finds nothing')
  })

  await t.test('shows each page as the requests that it was made of', async t => {
    await page.getByRole('button', { name: 'As curl' }).click()
    await page.getByText(`curl -sS '${stack.baseUrl}/api/v3/drift/counts'`).waitFor()
    t.same(await faultsOf(page, 'as-curl'), [], 'axe finds nothing')
    await page.keyboard.press('Escape')
  })

  await t.test('shows resellers and customers only what is theirs', async t => {
    const stranger = '+97239764533'
    const { body: theirs } = await stack.call(
      'POST', `/api/v3/oc/numbers/action/upload?msTenantId=${tenants.israeli}`, {
        body: { callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment', phoneNumbers: [stranger] }
      }
    )
    t.match(await stack.finished(theirs.taskId), { status: 'CompletedSuccess' })
    const { body: { data: [own] } } = await stack.call('GET', '/api/v3/task?kind=upload-numbers&sort=createTime')
    const foreign = [
      'Negev', 'Nordlys', 'Atlantic', stranger, theirs.taskId, demo.israeliCustomer, tenants.israeli,
      tenants.unlicensed, tenants.suspended, 'GSBFZUBGHWOFI'
    ]
    // Each page with something on it that shows that it is there, and whether it is the provider's.
    const pages: ReadonlyArray<readonly [path: string, shown: string | RegExp, isOfProvider?: 'of provider']> = [
      ['numbers', '+61395556812'], ['numbers/+61395556812', 'GRXRATNEUZMNZ'], ['ranges', /^\d+ blocks?$/],
      ['tasks', own.id], [`tasks/${own.id}`, 'Number(s) accepted by Microsoft.'],
      ['customers', '1 customer, 1 lead'], [`customers/${demo.australianCustomer}`, 'GRXRATNEUZMNZ'],
      ['consents', '1 consent'], [`consents/${tenants.australian}`, 'Matilda Hughes'],
      ['orders', /^\d+ orders?$/], ['orders/releases', /^\d+ orders?$/], ['sbcs', 'SBC'],
      ['sbcs/8', /^This is the provider's/, 'of provider'], ['provider', /^This is the provider's/, 'of provider'],
      ['drift', /^This is the provider's/, 'of provider'], ['overview', /^This is the provider's/, 'of provider'],
      [`customers/${demo.israeliCustomer}`, /no such customer|not one of yours/i],
      [`consents/${tenants.israeli}`, /has not consented/],
      [`tasks/${theirs.taskId}`, /no such task|not found/i], [`numbers/${stranger}`, /no such number|not among/i]
    ]
    for (const name of ['Rene Reseller', 'Kim Customer']) {
      const { page, complaints, show } = await openPage(browser, 'dark')
      await signIn(page, stack.baseUrl, name)
      await page.getByRole('link', { name: '+61395556812' }).waitFor()
      const customers = page.locator('label', { hasText: /^Customer/ }).locator('option')
      await customers.nth(1).waitFor({ state: 'attached' })
      t.same(await customers.allTextContents(), ['all', 'Southern Cross Logistics'], name)
      const who = name.split(' ')[1]?.toLowerCase()
      t.same(await faultsOf(page, `${who}-dark`), [], 'axe finds nothing')
      for (const [path, shown, isOfProvider] of pages) {
        await show(`/console/${path}`)
        await page.getByRole('main').getByText(shown).first().waitFor()
        const isForeign = foreign.some(word => path.includes(word))
        const text = (await page.getByRole('main').innerText()).replaceAll(isForeign ? path.replace(/.*\//, '') : '\0', '')
        t.same(foreign.filter(word => text.includes(word)), [], `${name} sees nothing of others on ${path}`)
        if (!isForeign) t.equal(await page.getByRole('alert').count(), 0, `${name}: nothing fails on ${path}`)
        t.same(await faultsOf(page, isOfProvider && path === 'provider' ? `${who}-provider` : undefined), [],
          `axe finds nothing: ${name} on ${path}`)
      }
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
