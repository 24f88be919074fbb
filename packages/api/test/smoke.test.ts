import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApi, type TestApi } from './harness.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

test('makes, links and reads', async () => {
  const made = await api.get<any>(`mutation {
    t: createTeam(input: {name: "Ops", kind: IT}) { __typename ... on CreateTeamPayload { team { id name kind version createdAt } } ... on Error { code message path } }
    o: createObjective(input: {title: "Grow", status: ACTIVE, weight: 3}) { __typename ... on CreateObjectivePayload { objective { id title weight } } ... on Error { code message path } }
    s: createService(input: {name: "Shop", kind: BUSINESS}) { __typename ... on CreateServicePayload { service { id name } } ... on Error { code message path } }
    a: createAsset(input: {kind: "server.virtual", name: "web-1", attributes: {cpu: 4}}) { __typename ... on CreateAssetPayload { asset { id name attributes provenance { attribute value source wins } } } ... on Error { code message path } }
  }`)
  console.log(JSON.stringify(made, null, 1))
  const linked = await api.get<any>(`mutation($o: ID!, $s: ID!, $a: ID!) {
    x: linkServiceToObjective(input: {objectiveId: $o, serviceId: $s, share: 0.4}) { __typename ... on LinkServiceToObjectivePayload { link { share } service { objectives { edges { share node { title } } } } } ... on Error { code message path } }
    y: linkAssetsToService(input: {serviceId: $s, assetIds: [$a]}) { __typename ... on LinkAssetsToServicePayload { linked service { assets { totalCount nodes { name } } } } ... on Error { code message path } }
  }`, { o: made.o.objective.id, s: made.s.service.id, a: made.a.asset.id })
  console.log(JSON.stringify(linked, null, 1))
  const read = await api.ask(`query($n: Int) { objectives(first: $n, filter: {service: {asset: {name: {contains: "WEB"}}}}) { totalCount pageInfo { hasNextPage startCursor } edges { cursor node { title services { edges { share node { name assets { nodes { name services { totalCount } } } dependsOn { nodes { name } } } } } } } }
     node(id: "${made.s.service.id}") { id ... on Service { name } }
     nodes(ids: ["${made.s.service.id}", "${made.o.objective.id}"]) { __typename ... on Service { name } ... on Objective { title } } }`, { n: 5 })
  console.log(JSON.stringify(read, null, 1))
  console.log(JSON.stringify(await api.ask('{ objectives(after: "x") { totalCount } services { totalCount } }')))
  console.log(JSON.stringify(await api.ask('{ nope }')), JSON.stringify(await api.ask('{ services {totalCount} }', {}, { token: null })))
  expect(read.errors).toEqual([])
})
