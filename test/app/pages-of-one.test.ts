import t from 'tap'
import { walkKinds } from './kind-walk.ts'
import { askingMicrosoft, unkindly } from './unkind-microsoft.ts'

t.test('steps of tasks that ask Microsoft can be repeated and can fail when it has one thing on a page', t =>
  walkKinds(t, askingMicrosoft, unkindly({ pageSize: 1 })))
