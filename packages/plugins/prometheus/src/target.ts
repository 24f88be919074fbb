import type { AssetKindDefinition } from '@throughline/plugin-kit'
import { z } from 'zod'
import type { Target } from './client.ts'
import type { PrometheusConfig } from './config.ts'
import { hostOf, type Labels, seriesName } from './labels.ts'

/** A scrape target as it is listed and stored. Whether it is up and when it was scraped is measured, not listed. */
export interface TargetFacts {
  readonly pool: string
  readonly labels: Labels
  /** Without a password and without parameters, which may be secret. */
  readonly url: string
  readonly interval?: string
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[]
}

export const ASSET_KINDS: Readonly<Record<string, AssetKindDefinition>> = {
  'prometheus.target': {
    title: 'Scrape target',
    attributes: z.strictObject({
      pool: z.string().describe('The scrape pool, which is a job of the configuration of Prometheus.'),
      url: z.string().describe('Where it is scraped, without parameters.'),
      job: z.string().exactOptional(),
      interval: z.string().exactOptional().describe('How often it is scraped, such as 15s.'),
    }),
  },
}

/** The facts of the targets that are to become assets, each once, in the order of their names. Pure. */
export function targetFacts(
  targets: readonly Target[],
  { pools, identifiers }: NonNullable<PrometheusConfig['targets']>,
): TargetFacts[] {
  const facts = new Map<string, TargetFacts>()
  const wanted = targets.filter(({ scrapePool }) => pools === undefined || pools.includes(scrapePool))
  // The same labels may be scraped at several addresses: the first one stands for all.
  for (const target of wanted.toSorted((a, b) => (a.scrapeUrl < b.scrapeUrl ? -1 : 1))) {
    const { scrapePool: pool, labels, scrapeInterval: interval } = target
    const name = seriesName(pool, labels)
    if (facts.has(name)) continue
    const known = identifiers.flatMap(({ label, kind, withoutPort }) => {
      const value = labels[label]?.trim() ?? ''
      return value === '' ? [] : [{ kind, value: withoutPort ? hostOf(value) : value }]
    })
    facts.set(name, {
      pool,
      labels,
      url: plainUrl(target.scrapeUrl),
      ...(interval === undefined ? {} : { interval }),
      identifiers: known,
    })
  }
  return [...facts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fact]) => fact)
}

function plainUrl(text: string): string {
  const url = URL.parse(text)
  return url === null ? text.replace(/[?#].*$/s, '') : `${url.protocol}//${url.host}${url.pathname}`
}
