import { randomBytes } from 'node:crypto'
import { DatabaseNotEmptyError, seedDemo } from '@throughline/db/seed'
import type { Logger } from 'pino'
import { openOidc } from '../access/oidc.ts'
import { localAccess } from '../http/local-access.ts'
import { OneTimeCode } from '../http/one-time-code.ts'
import { webhookRoute } from '../http/webhooks.ts'
import { serveOn } from '../server.ts'
import { type InstalledPlugin, pluginCatalog, sourceKeyring } from '../sync/sources/plugin-catalog.ts'
import { cliAuditContext } from './audit-context.ts'
import { startSealing } from './audit-sealer.ts'
import { type OpenDatabase, openDatabase } from './database.ts'
import type { Environment } from './environment.ts'
import { explorerLink, pageLink } from './explorer.ts'
import { removeExplorerFile, writeExplorerFile } from './explorer-file.ts'
import { FiguresThread } from './figures-thread.ts'
import { firstToken } from './first-token.ts'
import { listenFor } from './listen.ts'
import type { Output } from './output.ts'
import { openPluginRuntime } from './plugin-runtime.ts'

/** Brings everything up and says where it is. Gives what takes it down again. */
export async function serve(
  environment: Environment,
  log: Logger,
  output: Output,
  options: { readonly work: boolean },
): Promise<{ stop(): Promise<void> }> {
  // First of all: a port that is taken is known before anything is written.
  const listener = await listenFor(environment, log)
  /** What takes everything down, last first. */
  const ends = [() => listener.stop()]
  const stop = async () => {
    const failures: unknown[] = []
    // One that fails must not keep the others from their end.
    for (const end of ends.toReversed()) await end().catch((error: unknown) => failures.push(error))
    if (failures.length > 0) throw failures[0]
  }
  try {
    const opened = await openDatabase(environment, log)
    ends.push(() => opened.close())
    const { db, embedded, applied } = opened
    output.say(
      embedded === undefined
        ? 'PostgreSQL       the one that DATABASE_URL names'
        : `PostgreSQL       ${embedded.version}, embedded, data in ${embedded.dataDirectory}`,
    )
    output.say(`Migrations       ${applied.length === 0 ? 'up to date' : `${applied.length} applied`}`)
    const demo = environment.seed === 'demo' ? await seedOnce(opened) : undefined
    if (demo !== undefined) output.say(`Demo             ${demo.text}`)
    if (opened.defaultRules !== undefined && demo?.seeded !== true) {
      output.say(`Mapping rules    on, since the organisation is new: ${opened.defaultRules}`)
    }
    const explorer = embedded === undefined ? undefined : await openExplorer(opened, environment, output)
    const runtime = await openPluginRuntime(opened, environment, log)
    const { catalog, keyring } = runtime
    const sealing = startSealing(db, log)
    ends.push(() => sealing.stop())
    const figures = new FiguresThread(db.connection, log)
    ends.push(() => figures.stop())
    // Lists by value at risk are right from the first request on.
    await figures.ready()
    if (options.work) {
      const worker = await runtime.startWorker()
      ends.push(() => worker.stop())
    }
    const server = serveOn(listener, {
      db,
      log,
      streams: environment.streams,
      ...(environment.oidc === undefined ? {} : { oidc: openOidc(environment.oidc) }),
      costLimit: environment.costLimit,
      rateLimit: environment.rateLimit,
      corsOrigins: environment.corsOrigins,
      answers: { perPeer: environment.answersPerPeer },
      publicUrl: environment.publicUrl,
      figures,
      provided: [pluginCatalog.with(catalog), sourceKeyring.with(keyring)],
      routes: [
        webhookRoute({
          db,
          log,
          catalog,
          keyring,
          environment: environment.variables,
          clock: () => new Date(),
        }),
      ],
      ...(explorer === undefined
        ? {}
        : { explorer, local: localAccess(explorer.key, cliAuditContext('serve').actor) }),
    })
    ends.push(() => server.stop())
    if (explorer !== undefined) {
      await writeExplorerFile(environment.home, { url: server.url, key: explorer.key })
      ends.push(() => removeExplorerFile(environment.home, explorer.key))
    }
    const link = explorer === undefined ? undefined : explorerLink(server.url, explorer.codes.issue().code)
    const page =
      explorer === undefined
        ? new URL('/', server.url).href
        : pageLink(server.url, explorer.pageCodes.issue().code)
    output.say(`Plugins          ${describePlugins(catalog.list())}`)
    output.say(`Start page       ${page}`)
    output.say(`GraphiQL         ${link ?? server.url}`)
    if (link !== undefined) {
      output.say(
        '                 each valid once, for 15 minutes; for other addresses: throughline explorer',
      )
    }
    output.say(
      `Admin token      ${explorer?.token ?? 'make one with: throughline token create <name> --role ADMIN'}`,
    )
    output.say('Stop with Ctrl-C.')
    output.result({
      url: server.url,
      page,
      explorer: link ?? null,
      token: explorer?.token ?? null,
      applied,
    })
  } catch (error) {
    await stop().catch((failure: unknown) => log.warn({ err: failure }, 'stopping failed'))
    throw error
  }
  return { stop }
}

/** The administrator's token of an embedded server, and what brings it into GraphiQL. */
async function openExplorer({ db }: OpenDatabase, { home }: Environment, output: Output) {
  const { secret, revoked } = await firstToken(db, home)
  if (revoked > 0) {
    output.say(
      `Token file       held no valid token; it has a new one, and ${revoked} earlier token(s) of it are revoked`,
    )
  }
  return {
    codes: new OneTimeCode(() => new Date()),
    pageCodes: new OneTimeCode(() => new Date()),
    token: secret,
    key: randomBytes(32).toString('base64url'),
  }
}

function describePlugins(installed: readonly InstalledPlugin[]): string {
  const broken = installed.filter(({ problem }) => problem !== undefined)
  const count = `${installed.length - broken.length} plugins`
  if (broken.length === 0) return count
  return `${count}; cannot be used: ${broken.map(({ id, problem }) => `${id} (${problem?.message})`).join('; ')}`
}

/** The demo organisation goes into an empty database; one in use is left alone. */
async function seedOnce({ db }: OpenDatabase): Promise<{ readonly seeded: boolean; readonly text: string }> {
  try {
    const summary = await seedDemo(db.kysely, { today: new Date().toISOString().slice(0, 10) })
    const text = `seeded: ${summary.objectives} objectives, ${summary.services} services, ${summary.assets} assets, ${summary.changes} changes, ${summary.metrics} metrics`
    return { seeded: true, text }
  } catch (error) {
    if (error instanceof DatabaseNotEmptyError) {
      return { seeded: false, text: 'the database is in use; left as it is' }
    }
    throw error
  }
}
