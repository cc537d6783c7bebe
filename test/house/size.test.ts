import t from 'tap'
import ts from 'typescript'
import { nodesOf, sourcesBelow, type Source } from './source.ts'

const sources = sourcesBelow('src').map(source => ({ ...source, nodes: nodesOf(source.tree) }))

/** The value below which this share of the values lies. */
function quantile (values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0
}

const linesOf = ({ text }: Source): number => text.trimEnd().split('\n').length

/** `<file>:<line>` of each node that the test finds, and how many lines it has. */
function find (isSought: (node: ts.Node) => boolean): Array<{ place: string, lines: number }> {
  return sources.flatMap(({ path, tree, nodes }) => {
    const lineOf = (position: number): number => tree.getLineAndCharacterOfPosition(position).line + 1
    return nodes.filter(isSought).map(node => ({
      place: `${path}:${lineOf(node.getStart())}`, lines: lineOf(node.end) - lineOf(node.getStart()) + 1
    }))
  })
}

const hasBody = (node: ts.Node): boolean => ts.isFunctionLike(node) && 'body' in node && node.body !== undefined

const isCast = (node: ts.Node): boolean =>
  ts.isTypeAssertionExpression(node) || (ts.isAsExpression(node) && !ts.isConstTypeReference(node.type))

const places = (found: ReadonlyArray<{ place: string }>): string[] => found.map(({ place }) => place)

t.test('files are short', async t => {
  const lengths = sources.map(linesOf)
  const [median, high] = [quantile(lengths, 0.5), quantile(lengths, 0.9)]
  t.ok(median <= 80, `half of them have at most 80 lines: ${median}`)
  t.ok(high <= 160, `nine in ten have at most 160 lines: ${high}`)
})

t.test('functions are short', async t => {
  const functions = find(hasBody)
  const high = quantile(functions.map(({ lines }) => lines), 0.9)
  t.ok(high <= 30, `nine in ten have at most 30 lines: ${high}`)
  t.same(
    functions.filter(({ lines }) => lines > 80).map(({ place, lines }) => `${place} has ${lines}`), [],
    'none has more than 80 lines'
  )
})

t.test('types are not talked out of what they know', async t => {
  t.same(places(find(({ kind }) => kind === ts.SyntaxKind.AnyKeyword)), [], 'nothing is any')
  t.same(places(find(ts.isNonNullExpression)), [], 'nothing is declared to be there')
  const casts = places(find(isCast))
  t.ok(casts.length <= 47, `at most 47 casts: ${casts.length}`, { casts })
})
