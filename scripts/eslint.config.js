import neostandard, { plugins } from 'neostandard'
import { imports } from './lint/imports.js'

const typescript = plugins['typescript-eslint'].plugin

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

const standard = neostandard({
  ts: true, noJsx: true, env: ['node'],
  ignores: ['**/node_modules/', '**/dist/', '**/generated/', '.tap/', '.data/']
})

export default [
  // Its rules about the markup of React are not for us; those about TypeScript are for pages too.
  ...standard.map(part => part.name === 'neostandard/ts' ? { ...part, files: ['**/*.ts', '**/*.tsx'] } : part),
  {
    name: 'dialplane/house',
    files: ['**/*.ts', '**/*.tsx', '**/*.js'],
    plugins: { house: { rules: { imports, 'todo-names-an-issue': todoNamesAnIssue } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'house/imports': 'error',
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
    files: ['**/*.ts', '**/*.tsx'],
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
      'no-restricted-properties': ['error', {
        object: 'process', property: 'env', message: 'The environment is read in src/config.ts only.'
      }]
    }
  },
  // Before there is a configuration there is no log.
  { name: 'dialplane/log', files: ['src/**/*.ts'], ignores: ['src/start.ts'], rules: { 'no-console': 'error' } }
]
