/** A row of a file by its columns. */
export type Cells = Readonly<Record<string, string>>

const CHARGE: Cells = {
  BillingAccountId: 'acme',
  BillingCurrency: 'EUR',
  BillingPeriodStart: '2030-01-01T00:00:00Z',
  ChargeCategory: 'Usage',
  ChargePeriodStart: '2030-01-05T00:00:00Z',
  ChargePeriodEnd: '2030-01-06T00:00:00Z',
  EffectiveCost: '1',
  ServiceName: 'Machines',
  ProviderName: 'Cloudy',
}

/** A file with a row for each of `rows`: a charge, but for the cells that are given. */
export function table(...rows: readonly Cells[]): string {
  const whole = rows.map((cells) => ({ ...CHARGE, ...cells }))
  const names = [...new Set(whole.flatMap((cells) => Object.keys(cells)))]
  const lines = whole.map((cells: Cells) => names.map((name) => quoted(cells[name] ?? '')).join(','))
  return `${[names.join(','), ...lines].join('\n')}\n`
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`
}
