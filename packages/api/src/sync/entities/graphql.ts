import { Alert } from '../../alerts/graphql.ts'
import { Cost } from '../../costs/graphql.ts'
import { Source } from '../sources/graphql.ts'

Alert.fields((t) => ({
  source: t.related(Source, { by: 'source_id', description: 'Source that reported the alert.' }),
}))

Cost.fields((t) => ({
  source: t.related(Source, { by: 'source_id', description: 'Source that reported the cost.' }),
}))

Source.fields((t) => ({
  alerts: t.children(Alert, {
    by: 'source_id',
    filter: 'alert',
    description: 'Alerts that the source reported.',
  }),
  costs: t.children(Cost, {
    by: 'source_id',
    filter: 'cost',
    description: 'Costs that the source reported, latest first.',
  }),
}))
