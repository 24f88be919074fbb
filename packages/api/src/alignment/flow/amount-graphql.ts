import { builder } from '../../graph/builder.ts'
import { Money } from '../../graph/money.ts'
import { visibleTo } from '../../graph/visibility.ts'
import type { ShownAlignment } from './alignment-store.ts'
import { decimalText } from './decimals.ts'
import type { Amount } from './words.ts'

export const AmountRef = builder.objectRef<Amount>('AlignmentAmount').implement({
  description: 'Minutes of work or money: one of both, by the measure.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    minutes: t.float({
      nullable: true,
      description: 'Whole minutes. Null for money.',
      resolve: ({ units, currency }) => (currency === null ? Number(units) : null),
    }),
    money: t.field({
      type: Money,
      nullable: true,
      description: 'Money. Null for minutes.',
      resolve: (amount) =>
        amount.currency === null ? null : { amount: decimalText(amount), currency: amount.currency },
    }),
  }),
})

/** An amount of an alignment. Without any money there is no currency, and what is not there is shown as 0 minutes. */
export function amountOf(
  { ledger, currency }: Pick<ShownAlignment, 'ledger' | 'currency'>,
  units: bigint,
): Amount {
  return { units, digits: ledger.digits, currency }
}
