// The page below /docs: a token form, and the reference of Scalar over our documents. The script stands in a file of
// its own, because no script may stand in a page.

export const referencePage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Dialplane API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/reference.css">
</head>
<body>
<header>
<strong>Dialplane</strong>
<form id="token-form">
<label for="token">Bearer token</label>
<input id="token" name="token" type="password" autocomplete="off" spellcheck="false" size="40">
<button type="submit">Use it</button>
<button type="button" id="forget">Forget it</button>
<output id="token-state" for="token"></output>
</form>
<nav><a href="/llms.txt">llms.txt</a> <a href="/problems">Problems</a> <a href="/console">Console</a></nav>
</header>
<main id="reference"></main>
<script src="/docs/reference.js"></script>
</body>
</html>
`

export const referenceStyle = `
body { margin: 0; font-family: system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; padding: .5rem 1rem;
  background: #17324d; color: #fff; }
header a { color: #fff; }
header form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
header input { max-width: 60vw; }
`

/** Plain JavaScript: it runs in the browser as it stands. */
export const referenceScript = `'use strict'
const documents = [
  { title: 'v3', url: '/api/v3/openapi.json', default: true },
  { title: 'v2', url: '/api/v2/openapi.json' },
  { title: 'OVOC v1', url: '/api/ovoc/v1/openapi.json' }
]
// In the session of the tab: kept over a reload, gone with the tab.
const storage = 'dialplane-docs-token'
const form = document.getElementById('token-form')
const field = document.getElementById('token')
const state = document.getElementById('token-state')

/** How the client of this product does the same; the other samples are made by the reference itself. */
function typescriptSample (operationId, path, operation, hasBody) {
  const parameters = operation.parameters ?? []
  const of = place => parameters.filter(parameter => parameter.in === place && (place === 'path' || parameter.required))
  const list = place => of(place).map(({ name }) => name + ': ' + JSON.stringify(name)).join(', ')
  const parts = [
    of('path').length > 0 && 'path: { ' + list('path') + ' }',
    of('query').length > 0 && 'query: { ' + list('query') + ' }',
    hasBody && 'body'
  ].filter(Boolean).join(', ')
  return "import { clientCredentials, Dialplane } from '@dialplane/client'\\n\\n" +
    'const client = new Dialplane({\\n  baseUrl: ' + JSON.stringify(location.origin) + ',\\n' +
    '  token: clientCredentials({ tokenUrl, clientId, clientSecret, scope })\\n})\\n' +
    'const answer = await client.call(' + JSON.stringify(operationId) +
    (parts === '' ? '' : ', { ' + parts + ' }') + ')\\n'
}

async function read ({ url, ...names }) {
  const content = await (await fetch(url)).json()
  for (const [path, operations] of Object.entries(content.paths)) {
    for (const operation of Object.values(operations)) {
      if (names.title !== 'v3' || operation.operationId === undefined) continue
      const source = typescriptSample(operation.operationId, path, operation, operation.requestBody !== undefined)
      operation['x-codeSamples'] = [{ lang: 'TypeScript', label: 'TypeScript', source }]
    }
  }
  return { ...names, content }
}

const kept = () => sessionStorage.getItem(storage) ?? ''
let sources
let shown
function show () {
  const token = kept()
  state.textContent = token === '' ? 'No token: requests from here are refused.' : 'Requests from here carry the token.'
  field.value = token
  if (sources === undefined) return
  shown?.destroy?.()
  shown = Scalar.createApiReference('#reference', {
    sources,
    authentication: {
      preferredSecurityScheme: 'oauth2',
      securitySchemes: { oauth2: { flows: { clientCredentials: { token } } } }
    },
    hideModels: true, defaultOpenFirstTag: false, withDefaultFonts: false, telemetry: false, hideClientButton: true,
    showDeveloperTools: 'never',
    agent: { disabled: true },
    defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
    hiddenClients: {
      c: true, clojure: true, dart: true, fsharp: true, go: true, http: true, java: true, kotlin: true,
      node: ['undici', 'axios', 'ofetch'], js: ['axios', 'jquery', 'ofetch', 'xhr'], objc: true, ocaml: true, php: true,
      powershell: true, python: ['aiohttp', 'http.client', 'httpx_async', 'httpx_sync', 'python3'], r: true, ruby: true,
      rust: true, shell: ['wget', 'httpie'], swift: true, csharp: ['restsharp']
    }
  })
}

// Before anything large is loaded: a form that nobody listens to would send the token.
form.addEventListener('submit', event => {
  event.preventDefault()
  sessionStorage.setItem(storage, field.value.trim().replace(/^Bearer\\s+/i, ''))
  show()
})
document.getElementById('forget').addEventListener('click', () => {
  sessionStorage.removeItem(storage)
  show()
})
show()

const loaded = new Promise((resolve, reject) => {
  const script = document.createElement('script')
  script.src = '/docs/scalar.js'
  script.addEventListener('load', resolve)
  script.addEventListener('error', () => reject(new Error(script.src)))
  document.head.append(script)
})
Promise.all([Promise.all(documents.map(read)), loaded]).then(([found]) => {
  sources = found
  show()
}, error => { state.textContent = 'The reference could not be read: ' + error })
`
