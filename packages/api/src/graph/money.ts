import { builder } from './builder.ts'
import { visibleTo } from './visibility.ts'

export const Money = builder
  .objectRef<{ readonly amount: string; readonly currency: string }>('Money')
  .implement({
    description: 'An amount of money.',
    extensions: visibleTo('ANYONE'),
    fields: (t) => ({
      amount: t.field({ type: 'Decimal', description: 'The exact amount.', resolve: ({ amount }) => amount }),
      currency: t.exposeString('currency', { description: 'ISO 4217, e.g. EUR.' }),
    }),
  })
