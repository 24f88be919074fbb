import type { Command } from 'commander'
import { withClient } from '../client/open-client.ts'
import { confirmWrite } from '../confirm.ts'
import type { DeclarativeHost } from '../declarative/commands.ts'
import { EXIT, RunFailed } from '../exit.ts'
import { OPENSLO_HELP } from './help.ts'

interface ApplyFlags {
  readonly json: boolean
  readonly yes: boolean
  readonly existingOnly: boolean
  readonly exitCode: boolean
}

/** Adds the commands for OpenSLO documents. Their modules are loaded when one of them runs. */
export function registerOpenSloCommands(program: Command, host: DeclarativeHost): void {
  const openslo = program.command('openslo').description('Read and write SLOs as OpenSLO documents.')

  host
    .command(openslo, 'check <path...>', 'Say what OpenSLO documents become.', OPENSLO_HELP.check)
    .action(async (paths: string[], { json }: { json: boolean }) => {
      const { directory, output } = host.tools(json)
      const [{ readDocuments }, { check }] = await Promise.all([import('./files.ts'), import('./check.ts')])
      host.exit(check(await readDocuments(directory, paths), output))
    })

  host
    .command(
      openslo,
      'apply <path...>',
      'Make services and SLOs what OpenSLO documents say.',
      OPENSLO_HELP.apply,
    )
    .option('--yes', 'write without asking', false)
    .option('--existing-only', 'create no services and metrics', false)
    .option('--exit-code', 'exit with 2 if there are differences, with 1 for an error', false)
    .action(async (paths: string[], flags: ApplyFlags) => {
      try {
        host.exit(await runApply(host, paths, flags))
      } catch (error) {
        // Ctrl-C has an exit code of its own.
        if (!flags.exitCode || host.tools(flags.json).signal.aborted) throw error
        const { explain } = await import('../explain.ts')
        const { code, message } = explain(error)
        throw new RunFailed(code, message)
      }
    })

  host
    .command(openslo, 'export', 'Write SLOs as OpenSLO documents to standard output.', OPENSLO_HELP.export)
    .option('--service <name>', 'only the SLOs of this service; also an ID or source:id')
    .action(async ({ json, service }: { json: boolean; service?: string }) => {
      const tools = host.tools(json)
      const { exportDocuments, yamlDocuments } = await import('./export.ts')
      const documents = await withClient(tools, (client) => exportDocuments(client, service))
      if (json) tools.output.result({ documents })
      else process.stdout.write(yamlDocuments(documents))
      host.exit(EXIT.done)
    })
}

async function runApply(host: DeclarativeHost, paths: readonly string[], flags: ApplyFlags): Promise<number> {
  const tools = host.tools(flags.json)
  const [{ readDocuments }, { apply }] = await Promise.all([import('./files.ts'), import('./apply.ts')])
  const documents = await readDocuments(tools.directory, paths)
  const { existingOnly, exitCode, yes, json } = flags
  const isWatched =
    process.stdin.isTTY === true && process.stdout.isTTY === true && !json && !paths.includes('-')
  const confirm = async () => yes || (isWatched && !exitCode && (await confirmWrite(tools.signal)))
  return withClient(
    tools,
    (client) => apply(client, documents, { existingOnly, exitCode, confirm }, tools.output),
    { everything: false, writes: true },
  )
}
