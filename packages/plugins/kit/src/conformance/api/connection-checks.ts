import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import type { PluginContext } from '../../context.ts'
import { errorCodeOf } from '../../errors.ts'
import { disabledHttp } from '../../http/closed.ts'
import type { CheckReport } from '../../plugin.ts'
import type { Stream } from '../../stream.ts'
import type { ApiFixtures } from '../api-fixtures.ts'
import type { NamedCheck } from '../fixtures.ts'
import type { Subject } from './baseline.ts'
import { onStage, runBegan, type Stage } from './stage.ts'

/** What must hold for the way in: the connection test, credentials that are refused, a system that is down. */
export function connectionChecks({ plugin, fixtures }: Subject): NamedCheck[] {
  return [
    {
      name: 'the connection test says ok',
      run: () =>
        onStage(plugin, fixtures, async (stage) => {
          const reports = await plugin.check(stage.context())
          assert.notEqual(reports.length, 0, 'check reported nothing')
          for (const report of reports) assert.equal(report.status, 'ok', shown(report))
        }),
    },
    {
      name: 'the connection test reports credentials that are refused',
      run: () =>
        onStage(
          plugin,
          fixtures,
          async (stage) => {
            const reports = await reportsOf(plugin.check(stage.context()))
            const telling = reports.some(
              ({ status }) => status === 'missing-permission' || status === 'unusable',
            )
            assert.ok(
              telling,
              `No report says missing-permission or unusable: ${reports.map(shown).join(', ')}`,
            )
          },
          wrongEnv(fixtures),
        ),
    },
    {
      name: 'the connection test reports a system that is down',
      run: () =>
        onStage(plugin, fixtures, async (stage) => {
          await stage.upstream.close()
          const reports = await reportsOf(plugin.check(stage.context()))
          assert.ok(
            reports.some(({ status }) => status === 'unreachable'),
            `No report says unreachable: ${reports.map(shown).join(', ')}`,
          )
        }),
    },
    ...plugin.streams.map(
      (stream): NamedCheck => ({
        name: `${stream.name}: refused credentials are an AuthError, heard once`,
        run: () =>
          onStage(plugin, fixtures, (stage) => refusedOnce(stream, stage, fixtures), wrongEnv(fixtures)),
      }),
    ),
    {
      name: 'only declared hosts are called, and only through ctx.http',
      run: () =>
        onStage(plugin, fixtures, async (stage) => {
          const { host } = new URL(stage.upstream.url)
          assert.ok(
            stage.hosts.includes(host),
            `hosts gives ${inspect(stage.hosts)} and must give ${host} for the address in the configuration`,
          )
          for (const stream of plugin.streams) {
            await list(stream, stage.context({ http: disabledHttp }), fixtures).catch(() => {
              // That it fails without a way out is what is expected: only what it calls all the same counts.
            })
          }
          assert.equal(stage.upstream.requests.length, 0, 'The plugin calls out past ctx.http')
        }),
    },
  ]
}

async function reportsOf(reports: Promise<readonly CheckReport[]>): Promise<readonly CheckReport[]> {
  return reports.catch((error: unknown) => assert.fail(`check must report and not throw ${inspect(error)}`))
}

function shown({ capability, status, detail }: CheckReport): string {
  return `${capability}: ${status}${detail === undefined ? '' : ` (${detail})`}`
}

async function refusedOnce(stream: Stream, stage: Stage, fixtures: ApiFixtures): Promise<void> {
  const refusal = await list(stream, stage.context(), fixtures).then(
    () => assert.fail(`${stream.name} listed to its end with credentials that the system refuses`),
    (error: unknown) => error,
  )
  if (errorCodeOf(refusal) !== 'AUTH_ERROR') {
    assert.fail(`${stream.name} must throw an AuthError, not ${inspect(refusal)}`)
  }
  const calls = stage.heard.map(({ request: { method, path, query, body } }) =>
    [method, path, query.toString(), body].join(' '),
  )
  assert.equal(
    new Set(calls).size,
    calls.length,
    `${stream.name} made a call again that was refused: ${calls.join('; ')}`,
  )
  const refusals = stage.heard.filter(({ status }) => status === 401 || status === 403)
  assert.ok(refusals.length <= 1, `${stream.name} went on after the first refusal: ${calls.join('; ')}`)
}

/** Lists a stream to its end, all scopes, keeping nothing. */
async function list(stream: Stream, ctx: PluginContext, fixtures: ApiFixtures): Promise<void> {
  for (const scope of await stream.scopes(ctx)) {
    for await (const _page of stream.pages(ctx, scope, null, runBegan(fixtures)));
  }
}

/** Credentials that the system refuses: of the same form, with other letters and digits. */
export function wrongEnv({ env, wrongEnv }: ApiFixtures): Readonly<Record<string, string>> {
  return (
    wrongEnv ??
    Object.fromEntries(
      Object.entries(env).map(([name, value]) => [name, value.replace(/[0-9a-y]/gi, nextCharacter)]),
    )
  )
}

function nextCharacter(character: string): string {
  if (character === '9') return '0'
  return String.fromCodePoint((character.codePointAt(0) ?? 0) + 1)
}
