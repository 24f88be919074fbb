/**
 * Conditions on a computed fraction from 0 to 1, which is kept in full precision and shown with 12 significant digits.
 * They hold for what is shown, so that a shown value finds its row. The bounds on the column itself let an index
 * find it.
 * @param bound the place of a value that is rounded already
 */
export function fractionSql(operator: string, column: string, bound: string): string {
  const shown = shownFraction(column)
  const least = `${column} >= ${bound} - 1e-11`
  const most = `${column} <= ${bound} + 1e-11`
  switch (operator) {
    case 'gt':
    case 'gte':
      return `(${least} and ${shown} ${operator === 'gt' ? '>' : '>='} ${bound})`
    case 'lt':
    case 'lte':
      return `(${most} and ${shown} ${operator === 'lt' ? '<' : '<='} ${bound})`
    default:
      return `(${least} and ${most} and ${shown} = ${bound})`
  }
}

/** A fraction as the API shows it. */
export function shownFraction(column: string): string {
  return `to_char(${column}, '9.99999999999EEEE')::float8`
}
