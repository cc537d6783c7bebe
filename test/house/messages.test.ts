import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import ts from 'typescript'
import { explainCode, explainedCodes } from '../../src/upstreams/microsoft/error-codes.ts'
import { nodesOf, root, sourcesBelow } from './source.ts'

// Whoever reads a message of Microsoft's adapters in a task finds in docs/messages.md what to do.

/** What an expression can be as a text: `…` for what is known only when it runs. */
function formsOf (node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isParenthesizedExpression(node)) return formsOf(node.expression)
  if (ts.isConditionalExpression(node)) return [...formsOf(node.whenTrue), ...formsOf(node.whenFalse)]
  if (ts.isTemplateExpression(node)) {
    return [node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('')]
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return formsOf(node.left).flatMap(left => formsOf(node.right).map(right => left + right))
  }
  return ts.isIdentifier(node) ? formsOfConstant(node) : ['…']
}

function formsOfConstant (name: ts.Identifier): string[] {
  const declared = nodesOf(name.getSourceFile()).find(node =>
    ts.isVariableDeclaration(node) && node.name.getText() === name.text && node.initializer !== undefined
  )
  return declared !== undefined && ts.isVariableDeclaration(declared) && declared.initializer !== undefined
    ? formsOf(declared.initializer)
    : ['…']
}

/** The message in a fault that is made, or in a reason that is given. */
function messageIn (node: ts.Node): ts.Expression | undefined {
  if (ts.isNewExpression(node) && node.expression.getText() === 'UpstreamFault') return node.arguments?.[2]
  if (ts.isCallExpression(node) && /^(?:this\.#)?fault$/.test(node.expression.getText())) return node.arguments[1]
  return ts.isPropertyAssignment(node) && node.name.getText() === 'reason' ? node.initializer : undefined
}

/** Without who it is that says it, and without the `request-id` at its end. */
const bare = (form: string): string => form.replace(/…+/g, '…').replace(/^… ?/, '').replace(/ ?…?\.?…?$/, '').trim()

function messages (): string[] {
  const sources = [...sourcesBelow('src/upstreams/microsoft'), ...sourcesBelow('src').filter(({ path }) =>
    path === 'src/open-connections.ts'
  )]
  const forms = sources.flatMap(({ tree }) => nodesOf(tree).flatMap(node => {
    const message = messageIn(node)
    return message === undefined ? [] : formsOf(message).map(bare)
  }))
  return [...new Set(forms.filter(form => /[a-z]{4}/i.test(form)))].sort()
}

/** The rows of a table of docs/messages.md: what is said, what it means, what to do. */
const rows = readFileSync(join(root, 'docs', 'messages.md'), 'utf8').split('\n').filter(line => line.startsWith('| `'))
  .map(line => line.slice(1, -1).split(/(?<!\\)\|/).map(cell => cell.trim()))

t.test('every message of the adapters of Microsoft has advice, and no advice is left over', async t => {
  const advised = rows.map(([said = '']) => said.replaceAll('`', ''))
  const codes = advised.filter(said => explainedCodes.includes(said))
  t.same(advised.filter(said => !codes.includes(said)).sort(), messages(), 'the table has them all')
  t.same(codes.sort(), [...explainedCodes].sort(), 'and so has that of the codes')
  for (const [said = '', means = '', advice = ''] of rows) {
    t.ok(means.length > 10 && advice.length > 6, `${said} is explained, with what to do`)
  }
})

t.test('the advice of a code in the table is that in the message', async t => {
  for (const [said = '', means = '', advice = ''] of rows) {
    const code = said.replaceAll('`', '')
    if (explainedCodes.includes(code)) t.equal(`${means} ${advice}`, explainCode(code, undefined), code)
  }
})
