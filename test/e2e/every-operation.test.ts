import { globSync, readFileSync } from 'node:fs'
import {
  type Client,
  ConflictError,
  createClient,
  type Document,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  paginate,
} from '@throughline/sdk'
import { CancelSyncRun } from '@throughline/sdk/operations/cancel-sync-run'
import { CreateSource } from '@throughline/sdk/operations/create-source'
import { SyncProgress } from '@throughline/sdk/operations/sync-progress'
import { SyncSource } from '@throughline/sdk/operations/sync-source'
import { Teams } from '@throughline/sdk/operations/teams'
import { subscribe } from '@throughline/sdk/subscribe'
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeGlobalId } from '../../packages/api/src/graph/global-id.ts'
import type { TestApi } from '../../packages/api/test/harness.ts'
import { startDemo } from './demo.ts'

type Fields = Readonly<Record<string, unknown>>

const sdk = new URL('../../packages/sdk/', import.meta.url)
const schema = buildSchema(readFileSync(new URL('schema.graphql', sdk), 'utf8'))
const queries = Object.values(schema.getQueryType()?.getFields() ?? {})
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {})
const lists = queries.filter(
  ({ type, args }) => String(type).endsWith('Connection!') && !args.some(isRequiredArgument),
)

/** What a VIEWER is refused. */
const forAdmins = ['previewIngest', 'previewMappingRule', 'auditEvents', 'serviceAccounts']
const byId = queries.filter(
  ({ name, args }) =>
    !forAdmins.includes(name) && args.some((argument) => ['id', 'by'].includes(argument.name)),
)
const others = queries.filter(
  (field) => forAdmins.includes(field.name) || (!lists.includes(field) && !byId.includes(field)),
)

const folder = new URL('src/generated/operations/', sdk)
const modules = await Promise.all(
  globSync('*.ts', { cwd: folder }).map(
    (file): Promise<Record<string, Document<Fields, Fields>>> => import(new URL(file, folder).href),
  ),
)
const documents = new Map(modules.flatMap((module) => Object.entries(module)))

/** The operation that has the name of a root field. */
function operationOf(field: string): Document<Fields, Fields> {
  const document = documents.get(field.charAt(0).toUpperCase() + field.slice(1))
  if (document === undefined) throw new Error(`The SDK has no operation for ${field}`)
  return document
}

let api: TestApi
let admin: Client
let viewer: Client

beforeAll(async () => {
  api = await startDemo()
  admin = createClient({ url: api.url, token: api.token })
  viewer = createClient({ url: api.url, token: await api.tokenFor('VIEWER') })
})
afterAll(() => api?.stop())

/** The first rows of a list, two to a page. */
const rowsOf = (list: string) =>
  paginate<Fields, Fields, { readonly id: string }>(viewer, operationOf(list), { first: 2 }).toArray({
    limit: 5,
  })

/** The type of what a field answers with; for anything that has an id, one of those. */
const typeOf = ({ type }: (typeof queries)[number]) => String(getNamedType(type)).replace(/^Node$/, 'Team')

const idOfNothing = (type: string) => encodeGlobalId(type, '01a00000-0000-7000-8000-000000000000')

/** Any value of a type; of an input object only what is required. */
function sample(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return sample(type.ofType)
  if (isListType(type)) return [sample(type.ofType)]
  if (isEnumType(type)) return type.getValues()[0]?.name
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields())
    const required = type.isOneOf ? fields.slice(0, 1) : fields.filter(isRequiredInputField)
    return Object.fromEntries(required.map((field) => [field.name, sample(field.type)]))
  }
  const scalars: Fields = {
    ID: idOfNothing('Asset'),
    Int: 1,
    Float: 1,
    Decimal: '1',
    Boolean: true,
    Date: '2026-03-02',
    DateTime: '2026-03-02T12:00:00Z',
    JSON: {},
  }
  return scalars[type.name] ?? 'x'
}

function samples(args: readonly GraphQLArgument[]): Fields {
  return Object.fromEntries(args.filter(isRequiredArgument).map((arg) => [arg.name, sample(arg.type)]))
}

/** What queries need besides any values of their required arguments. */
const MEANT: Readonly<Record<string, Fields>> = {
  previewMappingRule: { input: { serviceName: '{name}' } },
  alignment: { period: '2026-Q4' },
  costSums: { from: '2026-03-01', to: '2026-04-01' },
  budgetCauses: { slo: { reference: { source: 'catalogue', externalId: 'card-payments' } } },
}

const variablesOf = (name: string, args: readonly GraphQLArgument[]): Fields => ({
  ...samples(args),
  ...MEANT[name],
})

describe('a VIEWER', () => {
  const open = lists.filter(({ name }) => !forAdmins.includes(name))
  test.each(open.map(({ name }) => name))('reads %s page by page', async (name) => {
    const { [name]: page } = await viewer.execute(operationOf(name), { first: 5 })
    expect(page).toMatchObject({ nodes: await rowsOf(name) })
  })

  test.each(byId.map((field) => [field.name, field] as const))('reads %s by its id', async (name, field) => {
    const type = typeOf(field)
    const list = lists.find((one) => typeOf(one) === `${type}Connection`)
    const [row] = list === undefined ? [] : await rowsOf(list.name)
    const id = row?.id ?? idOfNothing(type)
    const by = field.args.some((argument) => argument.name === 'by')
    const { [name]: found } = await viewer.execute(operationOf(name), by ? { by: { id } } : { id })
    if (row === undefined) expect(found).toBeNull()
    else expect(found).toMatchObject({ id: row.id })
  })

  test.each(others.map(({ name, args }) => [name, variablesOf(name, args)] as const))(
    'reads %s, or is refused what is for an ADMIN',
    async (name, variables) => {
      const call = viewer.execute(operationOf(name), variables)
      if (forAdmins.includes(name)) await expect(call).rejects.toBeInstanceOf(ForbiddenError)
      else expect(await call).toHaveProperty(name)
    },
  )
})

test('a list is read from its end', async () => {
  const all = await paginate(viewer, Teams, {}).toArray()
  const { teams } = await viewer.execute(Teams, { first: null, last: 2 })
  expect(teams.nodes).toEqual(all.slice(-2))
})

test.each(forAdmins)('an ADMIN reads %s', async (name) => {
  const { args = [] } = queries.find((field) => field.name === name) ?? {}
  expect(await admin.execute(operationOf(name), variablesOf(name, args))).toHaveProperty(name)
})

test.each(mutations.map(({ name, args }) => [name, samples(args)] as const))(
  '%s answers with its payload or with an error of its own',
  async (name, variables) => {
    const answer = await admin.execute(operationOf(name), variables).catch((error: unknown) => error)
    const refused =
      answer instanceof NotFoundError ||
      answer instanceof ConflictError ||
      (answer instanceof InvalidInputError && answer.code === 'INVALID_INPUT')
    if (!refused) expect(answer).toMatchObject({ [name]: { __typename: expect.stringMatching(/Payload$/) } })
  },
)

test('a subscription follows a run to its end', async () => {
  const input = { name: 'stage', plugin: 'kubernetes', input: 'https://manifests.example/stage.yaml' }
  const { createSource } = await admin.execute(CreateSource, { input })
  const { syncSource } = await admin.execute(SyncSource, { input: { id: createSource.source.id } })
  const { id } = syncSource.run
  const statuses: (string | undefined)[] = []
  for await (const { syncProgress } of subscribe(viewer, SyncProgress, { run: id })) {
    expect(syncProgress.run?.id).toBe(id)
    statuses.push(syncProgress.run?.status)
    if (statuses.length === 1) await admin.execute(CancelSyncRun, { input: { id } })
  }
  expect([statuses[0], statuses.at(-1)]).toEqual(['QUEUED', 'CANCELLED'])
})

test('a subscription ends with its signal, and says what was wrong with its variables', async () => {
  const controller = new AbortController()
  const waiting = subscribe(viewer, SyncProgress, {}, { signal: controller.signal }).next()
  controller.abort()
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
  await expect(subscribe(viewer, SyncProgress, { run: 'nonsense' }).next()).rejects.toBeInstanceOf(
    InvalidInputError,
  )
})

test('a variable that the schema refuses is named', async () => {
  const variables = { input: { name: 'Secret plan', kind: 'BUSINES' } }
  const error = await admin.execute(operationOf('createService'), variables).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(InvalidInputError)
  expect(error).toMatchObject({
    code: 'BAD_USER_INPUT',
    fields: [{ path: ['kind'], message: expect.stringMatching(/"ServiceKind" enum.*"BUSINESS"/) }],
  })
  expect(String(error)).not.toContain('redacted')
})
