import type { TestApi } from '../harness.ts'

interface References {
  readonly externalReferences: {
    readonly nodes: readonly { readonly source: string; readonly externalId: string }[]
  }
}
interface Named {
  readonly nodes: readonly { readonly name: string }[]
}

interface TicketNode extends References {
  readonly kind: string
  readonly title: string
  readonly status: string
  readonly sourceStatus: string
  readonly priority: number | null
  readonly effortMinutes: number | null
  readonly assigneeTeam: { readonly name: string } | null
  readonly causedByChange: References | null
  readonly services: Named
}
interface ChangeNode extends References {
  readonly title: string
  readonly type: string
  readonly status: string
  readonly outcome: string | null
  readonly services: Named
}
interface AlertNode extends References {
  readonly title: string
  readonly severity: string
  readonly status: string
  readonly startsAt: string
  readonly services: Named
}
interface AssetNode extends References {
  readonly name: string
  readonly kind: string
  readonly lifecycle: string
  readonly environment: string | null
  readonly identifiers: { readonly nodes: readonly { readonly kind: string; readonly value: string }[] }
  readonly relations: { readonly nodes: readonly { readonly kind: string; readonly to: References }[] }
}
interface SurveyNode extends References {
  readonly title: string
  readonly template: string
  readonly questions: readonly { readonly key: string }[]
  readonly service: { readonly name: string } | null
  readonly responses: { readonly totalCount: number }
}
interface MetricNode extends References {
  readonly name: string
  readonly unit: string
  readonly kind: string
  readonly service: { readonly name: string } | null
  readonly asset: { readonly name: string } | null
  readonly series: readonly { readonly value: number | null }[]
  readonly latest: { readonly at: string; readonly value: number; readonly total: number | null } | null
}

/** All that a source brought, as the API tells it. */
export interface Graph {
  readonly tickets: readonly TicketNode[]
  readonly changes: readonly ChangeNode[]
  readonly alerts: readonly AlertNode[]
  readonly assets: readonly AssetNode[]
  readonly surveys: readonly SurveyNode[]
  readonly metrics: readonly MetricNode[]
}

const REFERENCES = 'externalReferences(first: 100) { nodes { source externalId } }'
const SERVICES = 'services(first: 100) { nodes { name } }'

/** Asks the API for everything that a source tells of. */
export async function graphOf(api: TestApi, source: string): Promise<Graph> {
  const all = async <Node extends References>(list: string, fields: string) =>
    (await everyPage<Node>(api, list, fields)).filter(({ externalReferences }) =>
      externalReferences.nodes.some((reference) => reference.source === source),
    )
  return {
    tickets: await all<TicketNode>(
      'tickets',
      `kind title status sourceStatus priority effortMinutes assigneeTeam { name }
        causedByChange { ${REFERENCES} } ${SERVICES}`,
    ),
    changes: await all<ChangeNode>('changes', `title type status outcome ${SERVICES}`),
    alerts: await all<AlertNode>('alerts', `title severity status startsAt ${SERVICES}`),
    assets: await all<AssetNode>(
      'assets',
      `name kind lifecycle environment identifiers(first: 100) { nodes { kind value } }
        relations(first: 100) { nodes { kind to { ${REFERENCES} } } }`,
    ),
    surveys: await all<SurveyNode>(
      'surveys',
      'title template questions { key } service { name } responses { totalCount }',
    ),
    metrics: await all<MetricNode>(
      'metrics',
      `name unit kind service { name } asset { name } latest { at value total }
        series(from: "1990-01-01T00:00:00Z", to: "2199-01-01T00:00:00Z", buckets: 1, aggregate: COUNT) { value }`,
    ),
  }
}

interface PageOf<Node> {
  readonly nodes: readonly Node[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

/** All pages of a list. */
async function everyPage<Node>(api: TestApi, list: string, fields: string): Promise<readonly Node[]> {
  const nodes: Node[] = []
  for (let after: string | null = null; ; ) {
    const answer: Record<string, PageOf<Node>> = await api.get(
      `query ($after: String) { ${list}(first: 20, after: $after) {
        nodes { ${REFERENCES} ${fields} } pageInfo { hasNextPage endCursor } } }`,
      { after },
    )
    const page = answer[list]
    if (page === undefined) return nodes
    nodes.push(...page.nodes)
    if (!page.pageInfo.hasNextPage) return nodes
    after = page.pageInfo.endCursor
  }
}
