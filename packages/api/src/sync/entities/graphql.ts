import { Alert } from '../../alerts/graphql.ts'
import { Source } from '../sources/graphql.ts'

Alert.fields((t) => ({
  source: t.related(Source, { by: 'source_id', description: 'The source that told of it.' }),
}))

Source.fields((t) => ({
  alerts: t.children(Alert, {
    by: 'source_id',
    filter: 'alert',
    description: 'The alerts that it told of.',
  }),
}))
