import {
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createToken, listTokens, revokeToken } from '../../src/access/tokens.ts'
import { schema } from '../../src/schema.ts'
import { startApi, type TestApi } from '../harness.ts'
import { countEvents } from './audit-trail.ts'
import { makeNeighbours, type Neighbours } from './entity-case.ts'
import { make } from './mutate.ts'

let api: TestApi
let to: Neighbours
let viewer = ''

beforeAll(async () => {
  api = await startApi()
  to = await makeNeighbours(api)
  viewer = await api.tokenFor('VIEWER')
})
afterAll(() => api.stop())

/** Some value of a type: enough for a document to be valid. */
function some(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return some(type.ofType)
  if (isListType(type)) return [some(type.ofType)]
  if (isEnumType(type)) return type.getValues()[0]?.name
  if (isInputObjectType(type)) {
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter(({ type: field }) => isNonNullType(field))
        .map((field) => [field.name, some(field.type)]),
    )
  }
  if (!isScalarType(type)) throw new Error(`${String(type)} is no input`)
  return (
    { ID: to.team, DateTime: '2026-01-01T00:00:00Z', Int: 1, Float: 1, Boolean: true, JSON: {} }[type.name] ??
    'x'
  )
}

/** The rows of every table that mutations write. */
async function everything(): Promise<unknown> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('api_token', 'rate_limit') order by 1`.execute(
    api.db.kysely,
  )
  const counts = await Promise.all(
    rows.map(async ({ name }) => {
      const { rows: found } =
        await sql`select count(*) as rows, max(t::text) as last from ${sql.table(name)} t`.execute(
          api.db.kysely,
        )
      return [name, found[0]]
    }),
  )
  return Object.fromEntries(counts)
}

describe('a viewer', () => {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {})

  it('is refused every mutation, and nothing is written', async () => {
    expect(mutations.length).toBeGreaterThan(35)
    const before = await everything()
    for (const { name, args } of mutations) {
      const input = args.find((argument) => argument.name === 'input')
      if (input === undefined) throw new Error(`${name} takes no input`)
      const { errors, data } = await api.ask(
        `mutation ($input: ${String(input.type)}) { ${name}(input: $input) { __typename } }`,
        { input: some(input.type) },
        { token: viewer },
      )
      expect(
        errors.map(({ extensions }) => extensions.code),
        name,
      ).toEqual(['FORBIDDEN'])
      expect(errors[0]?.message).toMatch(
        new RegExp(`^Mutation.${name} takes the role .*ADMIN; this token has the role VIEWER.$`),
      )
      expect(data ?? null).toBeNull()
    }
    expect(await everything()).toEqual(before)
  })

  it('is refused a document of which a single part is a mutation of another name', async () => {
    const document = `
      fragment Sneaky on Mutation { hidden: deleteTeam(input: { team: { id: "${to.team}" } }) { __typename } }
      mutation { ... on Mutation { ...Sneaky } }`
    const { errors } = await api.ask(document, {}, { token: viewer })
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN'])
  })

  it('reads all there is', async () => {
    const fields = Object.values(schema.getQueryType()?.getFields() ?? {})
    const lists = fields.filter(
      ({ name, args }) =>
        !['auditEvents', 'serviceAccounts'].includes(name) &&
        args.some((argument) => argument.name === 'orderBy'),
    )
    expect(lists.length).toBeGreaterThanOrEqual(9)
    const query = `{ ${lists.map(({ name }) => `${name} { totalCount nodes { id __typename } }`).join(' ')}
      gaps { counts { count } } impact(of: [{ id: "${to.service}" }]) { valueAtRisk } node(id: "${to.asset}") { id } }`
    const { errors, data } = await api.ask(query, {}, { token: viewer })
    expect(errors).toEqual([])
    expect(data).toMatchObject({ node: { id: to.asset }, teams: { totalCount: 2 } })
  })
})

describe('a token', () => {
  const query = '{ teams { totalCount } }'
  const status = async (token: string | null) => {
    const { status: code, errors, headers } = await api.ask(query, {}, { token })
    if (code === 401) {
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED'])
      expect(headers.get('www-authenticate')).toBe('Bearer')
    }
    return code
  }

  it('that is revoked holds no longer from the next request on', async () => {
    const { secret, id } = await createToken(api.db.kysely, { name: 'to be revoked', role: 'ADMIN' })
    expect(await status(secret)).toBe(200)
    await revokeToken(api.db.kysely, id)
    expect(await status(secret)).toBe(401)
  })

  it('that has expired holds no longer', async () => {
    const { secret, id } = await createToken(api.db.kysely, {
      name: 'expiring',
      role: 'VIEWER',
      expiresAt: new Date(Date.now() + 3_600_000),
    })
    expect(await status(secret)).toBe(200)
    await sql`update api_token set expires_at = now() where id = ${id}`.execute(api.db.kysely)
    expect(await status(secret)).toBe(401)
  })

  it('that is none of ours, half of one or nothing at all gets nothing', async () => {
    const { secret } = await createToken(api.db.kysely, { name: 'whole', role: 'VIEWER' })
    const other = secret.slice(0, -1) + (secret.endsWith('A') ? 'B' : 'A')
    for (const token of [
      null,
      '',
      'tl_',
      secret.slice(0, -1),
      other,
      secret.toUpperCase(),
      `${secret}\u00e4`,
    ])
      expect(await status(token), String(token)).toBe(401)
    const before = await countEvents(api)
    const mutation = `mutation { deleteTeam(input: { team: { id: "${to.team}" } }) { __typename } }`
    expect((await api.ask(mutation, {}, { token: other })).status).toBe(401)
    expect(await countEvents(api)).toBe(before)
  })

  it('is nowhere in the database, and in no list', async () => {
    const { secret } = await createToken(api.db.kysely, { name: 'secretive', role: 'ADMIN' })
    expect(
      (
        await api.ask(
          'mutation { createTeam(input: { name: "By it", kind: IT }) { __typename } }',
          {},
          { token: secret },
        )
      ).errors,
    ).toEqual([])
    const marker = await make(api, 'Team', { name: 'marker-that-is-found', kind: 'IT' })
    expect(marker).not.toBe('')
    const places = async (text: string) => {
      const { rows } = await sql<{ name: string }>`
        select table_name as name from information_schema.tables
        where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(api.db.kysely)
      const found: string[] = []
      for (const { name } of rows) {
        const hit =
          await sql`select from ${sql.table(name)} t where t::text like ${`%${text}%`} limit 1`.execute(
            api.db.kysely,
          )
        if (hit.rows.length > 0) found.push(name)
      }
      return found.sort()
    }
    expect(await places('marker-that-is-found')).toEqual(['audit_event', 'team'])
    // Neither as it is nor as the bytes that it stands for.
    const body = secret.slice('tl_'.length)
    const hex = Buffer.from(body, 'base64url').toString('hex')
    expect(await places(body)).toEqual([])
    expect(await places(hex)).toEqual([])
    expect(await places(Buffer.from(secret).toString('hex'))).toEqual([])
    expect(JSON.stringify(await listTokens(api.db.kysely))).not.toContain(secret.slice(9))
  })
})

it('the name of a token holds no character that moves a cursor or turns text', async () => {
  for (const name of [
    'red\u001b[31m',
    'two\nlines',
    'turned\u202eback',
    'zero\u200bwidth',
    'line\u2028end',
  ]) {
    await expect(createToken(api.db.kysely, { name, role: 'VIEWER' }), JSON.stringify(name)).rejects.toThrow(
      /control or formatting character/,
    )
  }
})
