import type { OpenSloDocument, OwnMetric, OwnSlo } from '../../commitments/openslo/parts.ts'
import { type OwnService, writeOpenSlo } from '../../commitments/openslo/write.ts'
import { findNode } from '../ask/find-node.ts'
import type { GraphQLClient } from '../client/graphql-client.ts'
import { yamlOf } from '../declarative/yaml-text.ts'

export const EXPORT = `query OpenSloExport($after: String, $filter: SloFilter) {
  slos(first: 100, after: $after, filter: $filter) {
    pageInfo { hasNextPage endCursor }
    nodes {
      name
      description
      service { name description kind labels }
      indicator
      metric { ...measured }
      totalMetric { ...measured }
      operator
      threshold
      target
      duration
      startTime
      timeZone
      budgetingMethod
      timeSliceTarget
      timeSliceWindow
      alerting
      labels
    }
  }
}
fragment measured on Metric {
  name
  kind
  unit
  service { name }
  asset { name }
  objective { title }
  externalReferences(first: 1) { nodes { source externalId } }
}`

interface ReadMetric {
  readonly name: string
  readonly kind: OwnMetric['kind']
  readonly unit: string
  readonly service: { readonly name: string } | null
  readonly asset: { readonly name: string } | null
  readonly objective: { readonly title: string } | null
  readonly externalReferences: {
    readonly nodes: readonly { readonly source: string; readonly externalId: string }[]
  }
}

type ReadSlo = Omit<OwnSlo, 'service' | 'metric' | 'totalMetric'> & {
  readonly service: OwnService
  readonly metric: ReadMetric
  readonly totalMetric: ReadMetric | null
}

interface Page {
  readonly slos: {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
    readonly nodes: readonly ReadSlo[]
  }
}

/** The SLOs of the organisation, or of one service, as OpenSLO documents. */
export async function exportDocuments(
  client: GraphQLClient,
  service: string | undefined,
): Promise<readonly OpenSloDocument[]> {
  const filter =
    service === undefined
      ? {}
      : { filter: { service: { id: { eq: (await findNode(client, service, ['service'])).id } } } }
  const slos: ReadSlo[] = []
  for (let after: string | null = null; ; ) {
    const page: Page = await client.ask<Page>(EXPORT, { ...filter, after })
    slos.push(...page.slos.nodes)
    if (!page.slos.pageInfo.hasNextPage) break
    after = page.slos.pageInfo.endCursor
  }
  const services = new Map(slos.map((slo) => [slo.service.name, slo.service]))
  return writeOpenSlo(
    slos.map(({ service: { name }, metric, totalMetric, ...slo }) => ({
      ...slo,
      service: name,
      metric: metricOf(metric),
      totalMetric: totalMetric === null ? null : metricOf(totalMetric),
    })),
    [...services.values()],
  )
}

/** Documents as YAML. */
export function yamlDocuments(documents: readonly OpenSloDocument[]): string {
  return documents.map(yamlOf).join('---\n')
}

function metricOf({
  name,
  kind,
  unit,
  service,
  asset,
  objective,
  externalReferences,
}: ReadMetric): OwnMetric {
  const [reference] = externalReferences.nodes
  return {
    metric: name,
    ...(service === null ? {} : { service: service.name }),
    ...(asset === null ? {} : { asset: asset.name }),
    ...(objective === null ? {} : { objective: objective.title }),
    kind,
    unit,
    ...(reference === undefined ? {} : { reference: { source: reference.source, id: reference.externalId } }),
  }
}
