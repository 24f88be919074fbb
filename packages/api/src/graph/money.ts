import { builder } from './builder.ts'
import { IS_NULL, operators } from './filter-types.ts'
import { visibleTo } from './visibility.ts'

/** An amount as callers see and give it. */
export interface MoneyValue {
  /** An exact decimal number as text. */
  readonly amount: string
  /** ISO 4217 */
  readonly currency: string
}

export const Money = builder.objectRef<MoneyValue>('Money').implement({
  description: 'An amount of money.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    amount: t.field({ type: 'Decimal', description: 'The exact amount.', resolve: ({ amount }) => amount }),
    currency: t.exposeString('currency', { description: 'ISO 4217, e.g. EUR.' }),
  }),
})

export const MoneyInput = builder.inputRef<MoneyValue>('MoneyInput').implement({
  description: 'An amount of money.',
  fields: (t) => ({
    amount: t.field({ type: 'Decimal', required: true, description: 'The exact amount.' }),
    currency: t.string({ required: true, description: 'ISO 4217, e.g. EUR.' }),
  }),
})

const amountOperators = operators('numeric')
const currencyOperators = operators('text')

export const MoneyFilter = builder.inputType('MoneyFilter', {
  description: 'Conditions on an amount of money; all that are given must hold.',
  fields: (t) => ({
    amount: t.field({
      type: amountOperators,
      description: 'By the exact amount, whatever the currency; name one with currency.',
    }),
    currency: t.field({ type: currencyOperators, description: 'By the currency, ISO 4217, e.g. EUR.' }),
    isNull: t.boolean({ description: IS_NULL }),
  }),
})
