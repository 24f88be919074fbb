import { Alert } from '../../alerts/graphql.ts'
import { Source } from '../sources/graphql.ts'

Alert.fields((t) => ({
  source: t.related(Source, { by: 'source_id', description: 'Source that reported the alert.' }),
}))

Source.fields((t) => ({
  alerts: t.children(Alert, {
    by: 'source_id',
    filter: 'alert',
    description: 'Alerts that the source reported.',
  }),
}))
