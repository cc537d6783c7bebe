import neostandard, { plugins } from 'neostandard'

// Who may import whom: for each folder of src/, what of ours it may reach beside itself. A request may only remember an
// intention (api reaches neither Microsoft nor an SBC nor a caller's URL), and only a task step may touch the world.
const mayImport = {
  schemas: ['problems.ts'],
  database: ['schemas/', 'problems.ts'],
  microsoft: ['schemas/', 'problems.ts'],
  sbc: ['schemas/', 'problems.ts'],
  webhooks: ['schemas/', 'problems.ts'],
  tasks: ['schemas/', 'problems.ts', 'database/', 'microsoft/graph.ts', 'microsoft/microsoft.ts',
    'sbc/cli-script.ts', 'sbc/sbc.ts', 'webhooks/webhooks.ts'],
  api: ['schemas/', 'problems.ts', 'database/', 'tasks/']
}

const typescript = plugins['typescript-eslint'].plugin
const folders = Object.keys(mayImport).map(folder => `${folder}/`)
const processes = ['config.ts', 'services.ts', 'server.ts', 'worker.ts', 'start.ts']
const outside = { regex: '^(\\.\\./)+(test|scripts|sbc-mock|microsoft-mock)/', message: 'src/ stands on its own.' }
const adapters = {
  regex: '^(\\./|(\\.\\./)+)(microsoft|sbc|webhooks)/http-',
  message: 'Adapters are constructed in services.ts only.'
}
const phoneNumbers = {
  regex: '^libphonenumber-js', message: 'Numbers are judged in src/schemas/phone-number*.ts only.'
}
const sql = { regex: '^(pg|kysely)$', message: 'SQL lives in src/database/.' }
const environment = { regex: '^(node:)?process$', message: 'The environment is read in src/config.ts only.' }
const everywhere = [outside, environment]

const escape = text => text.replaceAll('.', '\\.')

/** What of ours this folder may not reach: all that its row of the table does not name. */
function forbidden (folder, allowed) {
  const others = [...folders, 'problems.ts', ...processes]
    .filter(name => name !== `${folder}/` && !allowed.includes(name))
  return others.map(name => {
    const only = allowed.filter(file => file.startsWith(name)).map(file => `${escape(file.slice(name.length))}$`)
    const except = only.length > 0 ? `(?!${only.join('|')})` : ''
    // What a setting is called may be known anywhere; who reads it is decided by who is given it.
    return {
      regex: `^(\\.\\./)+${escape(name)}${except}`,
      allowTypeImports: name === 'config.ts',
      message: `src/${folder}/ may import of ours only ${allowed.join(', ')}.`
    }
  })
}

/** One block of restrictions, for static and for dynamic imports alike. */
function restrict (name, files, patterns, ignores = []) {
  return {
    name: `dialplane/${name}`,
    files,
    ignores,
    plugins: { '@typescript-eslint': typescript },
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
      'no-restricted-syntax': ['error', ...hidingCasts, ...patterns.map(({ regex, message }) => (
        { selector: `ImportExpression[source.value=/${regex.replaceAll('/', '\\/')}/]`, message }
      ))]
    }
  }
}

const hidingCasts = [{
  selector: 'TSAsExpression > TSAsExpression[typeAnnotation.type="TSUnknownKeyword"]',
  message: 'A cast through unknown hides a type error.'
}]

const todoNamesAnIssue = {
  create: context => ({
    Program () {
      for (const comment of context.sourceCode.getAllComments()) {
        if (/\b(TODO|FIXME|XXX|HACK)\b(?!\(#\d+\))/.test(comment.value)) {
          context.report({ loc: comment.loc, message: 'A TODO names its issue: TODO(#12).' })
        }
      }
    }
  })
}

export default [
  ...neostandard({ ts: true, noJsx: true, env: ['node'], ignores: ['**/node_modules/', 'dist/', '.tap/', '.data/'] }),
  {
    name: 'dialplane/house',
    files: ['**/*.ts', '**/*.js'],
    plugins: { house: { rules: { 'todo-names-an-issue': todoNamesAnIssue } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'house/todo-names-an-issue': 'error',
      'no-restricted-syntax': ['error', ...hidingCasts],
      // Blind to what a callback changes while the loop awaits.
      'no-unmodified-loop-condition': 'off',
      // Short properties that belong together may share a line.
      '@stylistic/object-property-newline': 'off',
      // Regular expressions cannot be broken.
      '@stylistic/max-len': ['error', { code: 120, ignoreRegExpLiterals: true }],
      'no-void': ['error', { allowAsStatement: true }],
      '@stylistic/quotes': ['error', 'single', { avoidEscape: true, allowTemplateLiterals: true }]
    }
  },
  {
    name: 'dialplane/types',
    files: ['**/*.ts'],
    plugins: { '@typescript-eslint': typescript },
    rules: {
      // A schema and its type share one name; tsc finds real redeclarations and unused locals.
      '@typescript-eslint/no-redeclare': 'off',
      '@typescript-eslint/no-unused-vars': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }]
    }
  },
  {
    name: 'dialplane/environment',
    files: ['src/**/*.ts'],
    ignores: ['src/config.ts'],
    rules: {
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: environment.message }]
    }
  },
  // Before there is a configuration there is no log.
  { name: 'dialplane/log', files: ['src/**/*.ts'], ignores: ['src/start.ts'], rules: { 'no-console': 'error' } },
  restrict('src', ['src/*.ts'], [...everywhere, phoneNumbers, sql, adapters], [
    'src/services.ts', 'src/problems.ts', 'src/config.ts'
  ]),
  restrict('services', ['src/services.ts'], [...everywhere, phoneNumbers, sql]),
  restrict('leaves', ['src/config.ts', 'src/log.ts'], [outside, phoneNumbers, sql, {
    regex: '^\\.', allowTypeImports: true, message: 'config.ts and log.ts import nothing of ours.'
  }]),
  restrict('problems', ['src/problems.ts'], [...everywhere, phoneNumbers, sql, {
    regex: '^\\./(?!schemas/)', message: 'problems.ts may import of ours only schemas/.'
  }]),
  ...Object.entries(mayImport).map(([folder, allowed]) => restrict(folder, [`src/${folder}/**/*.ts`], [
    ...everywhere,
    ...forbidden(folder, allowed),
    ...folder === 'database' ? [] : [sql],
    phoneNumbers
  ])),
  restrict('phone-number', ['src/schemas/phone-number*.ts'], [
    ...everywhere, ...forbidden('schemas', mayImport.schemas), sql
  ]),
  ...['sbc-mock', 'microsoft-mock'].map(mock => restrict(mock, [`${mock}/**/*.ts`], [{
    regex: '^(\\.\\./)+(src|test|scripts|sbc-mock|microsoft-mock)/',
    message: 'A mock is a program of its own, strict like the real thing: it shares nothing with what it tests.'
  }]))
]
