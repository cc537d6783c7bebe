import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import spectralCore, { type RulesetDefinition } from '@stoplight/spectral-core'
import spectralRulesets from '@stoplight/spectral-rulesets'
import t from 'tap'
import { projectRoot } from '../../src/database/project-root.ts'

t.test('the documents satisfy what linters of OpenAPI demand at their strictest', async t => {
  const config = await createConfig({
    extends: ['recommended-strict'],
    // `import` and a number never meet: a number is digits. The paths are those that clients know.
    rules: { 'no-ambiguous-paths': 'off' }
  })
  const spectral = new spectralCore.Spectral()
  spectral.setRuleset({ extends: [spectralRulesets.oas as RulesetDefinition] }) // of another copy of the same types
  for (const version of ['v2', 'v3', 'ovoc']) {
    const source = await readFile(join(projectRoot(), `openapi/${version}.json`), 'utf8')
    const problems = await lintFromString({ source, absoluteRef: `/${version}.json`, config })
    t.same(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`), [], `Redocly says nothing of ${version}`)
    const found = await spectral.run(JSON.parse(source))
    t.same(
      found.map(({ code, message, path }) => `${code}: ${message} at ${path.join('/')}`), [],
      `Spectral says nothing of ${version}`
    )
  }
})
