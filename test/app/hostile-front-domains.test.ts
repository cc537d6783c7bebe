import t from 'tap'
import { walkKinds } from './kind-walk.ts'
import { otherKinds, unkindly } from './unkind-microsoft.ts'

t.test('steps of kinds of the domains in front can be repeated and can fail though Microsoft is unkind', t =>
  walkKinds(t, otherKinds.front, unkindly({ hostile: true })))
