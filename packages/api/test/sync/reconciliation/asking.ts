import type { TestApi } from '../../harness.ts'

export type Result = Record<string, unknown>

/** What the tests of reconciliation ask of the API. */
export function asking(current: () => TestApi) {
  /** Does what a mutation says; gives its payload or its error. */
  async function mutate(name: string, input: object, fields: string): Promise<Result> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
    const data = await current().get<Record<string, Result>>(
      `mutation ($input: ${type}Input!) { ${name}(input: $input) {
        __typename ... on ${type}Payload { ${fields} } ... on Error { code message path } } }`,
      { input },
    )
    return data[name] ?? {}
  }

  const serial = (value: string) => ({ kind: 'serial-number', value })
  async function push(
    source: string,
    externalId: string,
    attributes: object,
    ...serials: string[]
  ): Promise<Result> {
    return mutate(
      'ingestAssets',
      {
        source,
        assets: [
          { externalId, kind: 'server', name: externalId, attributes, identifiers: serials.map(serial) },
        ],
      },
      'results { outcome message asset { id } }',
    )
  }

  const one = async (name: string) => {
    const { assets } = await current().get<{ assets: { nodes: Result[] } }>(
      `query ($name: String!) { assets(filter: { name: { eq: $name } }) { nodes {
        id name kind lifecycle attributes mergedInto { name } duplicateTasks { nodes { status } } merges { nodes { undoneAt duplicate { name } } }
        provenance { attribute value source externalId setAt confirmedAt isEffective precedence stale rule overriddenReason { code text } } } } }`,
      { name },
    )
    return assets.nodes[0] ?? {}
  }

  const tasks = async () => {
    const { duplicateTasks } = await current().get<{
      duplicateTasks: { nodes: Result[] }
    }>(`{ duplicateTasks { nodes {
      id status version reason decidedBy identifiers { kind value environment }
      assets { nodes { name } } pendingRecords { nodes { externalId source { name } } } merges { nodes { duplicate { name } } } } } }`)
    return duplicateTasks.nodes
  }

  return { mutate, serial, push, one, tasks }
}
