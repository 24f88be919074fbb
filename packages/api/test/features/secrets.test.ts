import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { startUpstream, type Upstream } from '@throughline/plugin-kit/testing'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodeGlobalId } from '../../src/graph/global-id.ts'
import { createSource } from '../../src/sync/source-management/manage.ts'
import { Keyring } from '../../src/sync/sources/keyring.ts'
import { rotateSecrets } from '../../src/sync/sources/secrets.ts'
import { DEFAULT_SETTINGS } from '../../src/sync/sources/settings.ts'
import { openCatalog } from '../../src/work/catalog.ts'
import { startApi, type TestApi } from '../harness.ts'
import { ask, ended, fixture, startTestWorker } from '../work/worker-harness.ts'
import { at, done, type MutationResult, mutate, textAt } from './mutate.ts'

const CANARY = 'canary-0b51-sealed'
const OTHER = 'canary-77aa-sealed'
/** The keyring of the harness. */
const KEYRING = new Keyring([{ id: 'test', key: Buffer.alloc(32, 7) }])
const SOURCE = 'source { id version name config status statusReason pluginInfo { secretFields } }'

let api: TestApi
let upstream: Upstream
let directory: string
/** Everything that was logged, and answered. */
let said = ''
/** What the fake system takes. */
let accepted: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'throughline-secrets-'))
  upstream = await startUpstream(({ headers }) =>
    headers.authorization === `Bearer ${accepted}` ? { json: [] } : { status: 401 },
  )
  api = await startApi({
    external: [fixture('tracker')],
    environment: { THROUGHLINE_SOURCE_TOKEN: 'canary-env', THROUGHLINE_SECRET_KEYS: 'canary-own' },
    log,
  })
})
afterAll(async () => {
  await api.stop()
  await upstream.close()
  await rm(directory, { recursive: true, force: true })
})

const log = pino(
  { level: 'trace' },
  new Writable({
    write(chunk, _encoding, next) {
      said += String(chunk)
      next()
    },
  }),
)
const heard = (answer: MutationResult) => {
  said += JSON.stringify(answer)
  return answer
}
let count = 0
const create = async (more: object) => {
  count += 1
  const input = { name: `tracker-${count}`, plugin: 'test-tracker', config: { url: upstream.url }, ...more }
  return heard(await mutate(api, 'createSource', input, SOURCE))
}
const update = async (input: object) => heard(await mutate(api, 'updateSource', input, SOURCE))
const checks = async (id: string) => {
  const answer = heard(await done(api, 'testSource', { id }, 'checks { capability status detail }'))
  return at(answer, 'checks', 0)
}
const OK = { capability: 'read issues', status: 'OK', detail: null }

test('a secret that is handed in is sealed, used, replaced, and shown by nothing', async () => {
  accepted = CANARY
  const made = await create({ secrets: [{ field: 'token', value: CANARY }] })
  const id = textAt(made, 'source', 'id')
  expect(made.source).toMatchObject({
    config: { url: upstream.url, token: 'sealed:token' },
    pluginInfo: { secretFields: ['token', 'hook.secret', 'hook.key'] },
  })
  expect(await checks(id)).toEqual(OK)

  accepted = OTHER
  expect(await checks(id)).toMatchObject({ status: 'UNUSABLE' })
  const updated = await update({ id, secrets: [{ field: 'token', value: OTHER }] })
  expect(updated.source).toMatchObject({ config: { token: 'sealed:token' } })
  expect(await checks(id)).toEqual(OK)

  const nested = await update({ id, secrets: [{ field: 'hook.key', value: CANARY }] })
  expect(nested.source).toMatchObject({ config: { hook: { key: 'sealed:hook.key' }, token: 'sealed:token' } })
  const fields = () => api.db.kysely.selectFrom('source_secret').select('field').orderBy('field').execute()
  expect(await fields()).toEqual([{ field: 'hook.key' }, { field: 'token' }])
  // What the configuration does not refer to any more is forgotten.
  await update({ id, config: { url: upstream.url, token: 'sealed:token' } })
  expect(await fields()).toEqual([{ field: 'token' }])

  const listed = await api.ask('{ sources { nodes { name config } } }')
  said += JSON.stringify(listed.data)
  said += JSON.stringify(await api.db.kysely.selectFrom('audit_event').selectAll().execute())
  said += JSON.stringify(await api.db.kysely.selectFrom('source_secret').selectAll().execute())
  expect(said).toContain('sealed:token')
  expect(said).not.toContain('canary-')
})

test('a plugin that tells its secret is not heard', async () => {
  accepted = CANARY
  const made = await create({
    config: { url: upstream.url, careless: true },
    secrets: [{ field: 'token', value: CANARY }],
  })
  const id = textAt(made, 'source', 'id')
  expect(await checks(id)).toMatchObject({ status: 'UNUSABLE', detail: '[secret] was not taken' })
  const worker = await startTestWorker(api.db, {}, 2, { keyring: KEYRING, log })
  try {
    const uuid = decodeGlobalId(id, ['Source'], []).id
    const run = await ended(api.db, await ask(api.db, uuid))
    expect(run).toMatchObject({ status: 'FAILED', error_message: '[secret] was not taken' })
    said += JSON.stringify(run)
  } finally {
    await worker.stop()
  }
  const cursors = await api.db.kysely.selectFrom('source_scope').select('error_message').execute()
  said += JSON.stringify(cursors)
  expect(said).toContain('the token is [secret]')
  expect(said).not.toContain('canary-')
})

test('a reference is resolved where the plugin runs: the environment, or a file', async () => {
  accepted = 'canary-env'
  const fromEnv = await create({ config: { url: upstream.url, token: 'env:THROUGHLINE_SOURCE_TOKEN' } })
  expect(await checks(textAt(fromEnv, 'source', 'id'))).toEqual(OK)
  const file = join(directory, 'token')
  const reference = `file:${file}`
  const refused = await create({ config: { url: upstream.url, token: reference } })
  expect(refused).toMatchObject({ __typename: 'InvalidInputError', path: ['config', 'token'] })
  const id = textAt(
    await create({ config: { url: upstream.url, token: 'env:THROUGHLINE_SOURCE_TOKEN' } }),
    'source',
    'id',
  )
  expect(await update({ id, config: { url: upstream.url, token: reference } })).toMatchObject({
    __typename: 'InvalidInputError',
    message: expect.stringContaining('throughline source secret'),
  })
  // As the command line and the configuration file set it; then it may stay.
  await api.db.kysely
    .updateTable('source')
    .set({ config: { url: upstream.url, token: reference } })
    .where('id', '=', decodeGlobalId(id, ['Source'], []).id)
    .execute()
  expect(await update({ id, config: { url: upstream.url, token: reference } })).toMatchObject({
    __typename: 'UpdateSourcePayload',
  })
  // Elsewhere the file would be sent to an address of the caller's choice.
  expect(await update({ id, config: { url: 'http://127.0.0.1:9', token: reference } })).toMatchObject({
    __typename: 'InvalidInputError',
    path: ['config', 'token'],
  })
  expect(await checks(id)).toMatchObject({
    status: 'UNUSABLE',
    detail: `The secret file:${file} cannot be read: check that the file exists and is readable`,
  })
  accepted = 'canary-file'
  await writeFile(file, 'canary-file\n')
  expect(await checks(id)).toEqual(OK)
  const unset = await create({ config: { url: upstream.url, token: 'env:THROUGHLINE_SOURCE_NOT_SET' } })
  expect(await checks(textAt(unset, 'source', 'id'))).toMatchObject({
    detail:
      'The secret env:THROUGHLINE_SOURCE_NOT_SET is not set: set that environment variable for the server',
  })
  for (const name of ['TOKEN', 'HOME', 'DATABASE_URL', 'THROUGHLINE_SECRET_KEYS']) {
    expect(await create({ config: { url: upstream.url, token: `env:${name}` } }), name).toMatchObject({
      __typename: 'InvalidInputError',
      path: ['config', 'token'],
      message: expect.stringContaining('THROUGHLINE_SOURCE_'),
    })
  }
  // As the command line could set it.
  await api.db.kysely
    .updateTable('source')
    .set({ config: { url: upstream.url, token: 'env:THROUGHLINE_SECRET_KEYS' } })
    .where('id', '=', decodeGlobalId(id, ['Source'], []).id)
    .execute()
  expect(await checks(id)).toMatchObject({
    status: 'UNUSABLE',
    detail: expect.stringContaining("is the server's own"),
  })
  expect(said).not.toContain('canary-')
})

test.each([
  [
    'a value in the configuration',
    { config: { url: 'http://x.example', token: CANARY } },
    /not the secret itself/,
  ],
  ['a field without a secret', { secrets: [{ field: 'url', value: CANARY }] }, /"url" holds no secret/],
  ['an empty one', { secrets: [{ field: 'token', value: '' }] }, /the value for token is empty/],
  ['one that is too long', { secrets: [{ field: 'token', value: CANARY.repeat(1000) }] }, /is longer than/],
])('%s is refused, and not repeated', async (_what, more, message) => {
  const answer = await create(more)
  expect(answer).toMatchObject({ __typename: 'InvalidInputError', message: expect.stringMatching(message) })
  expect(said).not.toContain('canary-')
})

test('without keys nothing is sealed, and nothing stored', async () => {
  const given = { db: api.db, log, keyring: new Keyring([]), environment: {}, allowPrivateHosts: true }
  const catalog = await openCatalog({ ...given, external: [fixture('tracker')] })
  const keeper = {
    catalog,
    keyring: given.keyring,
    auditContext: { actor: 'test', requestId: 'test' },
    clock: () => new Date(),
  }
  const settings = {
    ...DEFAULT_SETTINGS,
    name: 'keyless',
    plugin: 'test-tracker',
    config: { url: upstream.url },
    secrets: [{ field: 'token', value: CANARY }],
  }
  await expect(
    api.db.kysely.transaction().execute((transaction) => createSource(transaction, keeper, settings)),
  ).rejects.toThrow(/this server has no key to seal secrets with: set THROUGHLINE_SECRET_KEYS/)
  expect(
    await api.db.kysely.selectFrom('source').select('id').where('name', '=', 'keyless').execute(),
  ).toEqual([])
})

test('a sealed secret that is carried to another source opens nothing there', async () => {
  accepted = CANARY
  const mine = await create({ secrets: [{ field: 'token', value: CANARY }] })
  const thief = await create({ secrets: [{ field: 'token', value: 'something else' }] })
  const [from, to] = [mine, thief].map(
    (answer) => decodeGlobalId(textAt(answer, 'source', 'id'), ['Source'], []).id,
  )
  const { envelope, key_id } = await api.db.kysely
    .selectFrom('source_secret')
    .selectAll()
    .where('source_id', '=', from ?? '')
    .executeTakeFirstOrThrow()
  await api.db.kysely
    .updateTable('source_secret')
    .set({ envelope, key_id })
    .where('source_id', '=', to ?? '')
    .execute()
  expect(await checks(textAt(thief, 'source', 'id'))).toMatchObject({
    status: 'UNUSABLE',
    detail: expect.stringContaining('was not sealed for this source'),
  })
  expect(said).not.toContain('canary-')
})

test('after a rotation the new key opens everything, and the old one nothing', async () => {
  const kept = await api.db.kysely.selectFrom('source_secret').selectAll().execute()
  expect(kept.length).toBeGreaterThan(1)
  await api.db.kysely.deleteFrom('source_secret').execute()
  const old = { id: 'old', key: Buffer.alloc(32, 1) }
  const fresh = { id: 'fresh', key: Buffer.alloc(32, 2) }
  for (const { source_id, field } of kept) {
    const sealed = new Keyring([old]).seal(`value of ${source_id}`, { sourceId: source_id, field })
    await api.db.kysely
      .insertInto('source_secret')
      .values({ source_id, field, key_id: sealed.keyId, envelope: sealed.envelope })
      .execute()
  }
  expect(await rotateSecrets(api.db.kysely, new Keyring([fresh, old]))).toBe(kept.length)
  expect(await rotateSecrets(api.db.kysely, new Keyring([fresh, old]))).toBe(0)
  const after = await api.db.kysely.selectFrom('source_secret').selectAll().execute()
  for (const { source_id, field, key_id, envelope } of after) {
    const place = { sourceId: source_id, field }
    expect(new Keyring([fresh]).open({ keyId: key_id, envelope }, place)).toBe(`value of ${source_id}`)
  }
  await expect(rotateSecrets(api.db.kysely, new Keyring([old]))).rejects.toThrow('sealed with the key fresh')
})
