import { byId, type Facts, type Get, pagesOf } from './figures.ts'

/** Undoes all merges. Returns the assets that were merged into others, as they are then. */
export async function unmergeAll(get: Get): Promise<Readonly<Record<string, Facts>>> {
  const assets = await pagesOf<{ id: string; mergedInto: object | null }>(
    get,
    'assets',
    'id mergedInto { id }',
  )
  const merged = assets.filter(({ mergedInto }) => mergedInto !== null).map(({ id }) => id)
  for (const id of merged) {
    const { done } = await get<{ done: { code?: string; message?: string } }>(
      `mutation ($input: UnmergeAssetsInput!) {
        done: unmergeAssets(input: $input) { ... on Error { code message } }
      }`,
      { input: { duplicates: [{ id }] } },
    )
    if (done.code !== undefined) throw new Error(`unmerge: ${done.code} ${done.message}`)
  }
  const { nodes } = await get<{
    nodes: {
      id: string
      name: string
      lifecycle: string
      services: { nodes: { name: string }[] }
      tickets: { nodes: { title: string }[] }
      externalReferences: { nodes: { source: string; externalId: string }[] }
      identifiers: { nodes: { kind: string; value: string }[] }
    }[]
  }>(
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Asset {
      id name lifecycle services(first: 50) { nodes { name } } tickets(first: 50) { nodes { title } }
      externalReferences(first: 50) { nodes { source externalId } }
      identifiers(first: 50) { nodes { kind value } }
    } } }`,
    { ids: merged },
  )
  return byId(nodes, ({ name, lifecycle, services, tickets, externalReferences, identifiers }) => ({
    name,
    lifecycle,
    services: services.nodes.map((service) => service.name).sort(),
    tickets: tickets.nodes.map(({ title }) => title).sort(),
    references: externalReferences.nodes.map(({ source, externalId }) => `${source} ${externalId}`).sort(),
    identifiers: identifiers.nodes.map(({ kind, value }) => `${kind} ${value}`).sort(),
  }))
}
