import { type Filler, INSTANTS, SHARES, WORDS } from './filler.ts'

/** Costs of assets, of services and of nothing that is known. */
export async function recordCosts(
  filler: Filler,
  { services, assets }: { readonly services: readonly string[]; readonly assets: readonly string[] },
  sources: readonly string[],
): Promise<void> {
  const { choice } = filler
  if (sources.length === 0) return
  const costs = filler.several(8, () => {
    const asset = choice.chance(40) ? choice.maybe(assets) : null
    return {
      ...filler.stamped(),
      source_id: choice.one(sources),
      period_start: choice.one(INSTANTS.slice(0, 3)),
      period_end: choice.one(INSTANTS.slice(3)),
      amount: String(choice.one(SHARES)),
      currency: choice.one(['EUR', 'USD']),
      category: choice.one(['USAGE', 'TAX', 'CREDIT'] as const),
      asset_id: asset,
      service_id: asset === null && choice.chance(40) ? choice.maybe(services) : null,
      resource: choice.maybe(WORDS),
      provider: choice.maybe(WORDS),
    }
  })
  await filler.insert('cost', costs)
}
