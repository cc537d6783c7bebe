import t from 'tap'
import { walkKinds } from './kind-walk.ts'
import { kindsNamed, unkindly } from './unkind-microsoft.ts'

t.test('steps of tenant synchronizations can be repeated and can fail though Microsoft is as unkind as it may be', t =>
  walkKinds(t, kindsNamed('synchronize-operator-tenant'), unkindly({ hostile: true })))
