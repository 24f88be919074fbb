import type { GraphQLClient } from '../client/graphql-client.ts'
import { EXIT, RunFailed, UsageError } from '../exit.ts'
import type { Output } from '../output.ts'
import { about, type FileDocument, problemsFound } from './files.ts'

export const APPLY = `mutation ApplyOpenSlo($input: ApplyOpenSloInput!, $dryRun: Boolean!) {
  applyOpenSlo(input: $input, dryRun: $dryRun) {
    __typename
    ... on ApplyOpenSloPayload {
      documents {
        position
        kind
        name
        objects { type id name outcome fields }
        notes { path message }
      }
    }
    ... on Error { code message path }
    ... on InvalidInputError { fields { path message } }
  }
}`

interface Payload {
  readonly __typename: 'ApplyOpenSloPayload'
  readonly documents: readonly {
    readonly position: number
    readonly objects: readonly {
      readonly type: string
      readonly name: string
      readonly outcome: 'CREATED' | 'UPDATED' | 'UNCHANGED'
      readonly fields: readonly string[]
    }[]
    readonly notes: readonly { readonly path: readonly string[]; readonly message: string }[]
  }[]
}

interface Refused {
  readonly __typename: string
  readonly code: string
  readonly message: string
  readonly path: readonly string[]
  readonly fields?: readonly { readonly path: readonly string[]; readonly message: string }[]
}

export interface ApplyOptions {
  readonly existingOnly: boolean
  /** Exits with 2 if there are differences. */
  readonly exitCode: boolean
  readonly confirm: () => Promise<boolean>
}

/** With --exit-code: there were differences. */
const EXIT_DIFFERENCES = 2

/**
 * Makes services and SLOs what the documents say: shows what differs, and writes it if it is confirmed. Returns the exit
 * code.
 * @throws CommandError for what is wrong in the files; nothing was written then
 */
export async function apply(
  client: GraphQLClient,
  documents: readonly FileDocument[],
  { existingOnly, exitCode, confirm }: ApplyOptions,
  output: Output,
): Promise<number> {
  if (documents.length === 0) throw new UsageError('The files contain no document.')
  const input = {
    documents: documents.map(({ value }) => JSON.stringify(value)).join('\n---\n'),
    existingOnly,
  }
  const send = async (dryRun: boolean) => {
    const { applyOpenSlo } = await client.ask<{ applyOpenSlo: Payload | Refused }>(APPLY, { input, dryRun })
    return accepted(applyOpenSlo, documents)
  }
  const plan = await send(true)
  const changes = plan.documents.flatMap(({ objects }) =>
    objects.filter(({ outcome }) => outcome !== 'UNCHANGED'),
  )
  for (const { type, name, outcome, fields } of changes) {
    const what = outcome === 'CREATED' ? '' : ` (${fields.join(', ')})`
    output.say(`${outcome === 'CREATED' ? '+' : '~'} ${NAMES[type] ?? type} "${name}"${what}`)
  }
  for (const { position, notes } of plan.documents) {
    const document = documents[position]
    for (const { path, message } of notes)
      output.say(`${document?.file}:${document?.lineOf(partOf(path))}: ${about(path, message)}`)
  }
  if (changes.length === 0) {
    output.say('Nothing to do: everything is as the documents say.')
    output.result({ ...plan, written: false })
    return EXIT.done
  }
  const written = await confirm()
  const result = written ? await send(false) : plan
  output.say(written ? 'Written.' : 'Nothing is written. Repeat the command with --yes to write it.')
  output.result({ ...result, written })
  if (exitCode) return EXIT_DIFFERENCES
  return written ? EXIT.done : EXIT.attention
}

const NAMES: Readonly<Record<string, string>> = { Service: 'service', Metric: 'metric', Slo: 'SLO' }

/** @throws CommandError with the places in the files */
function accepted(result: Payload | Refused, documents: readonly FileDocument[]): Payload {
  if ('documents' in result) return result
  const problems = (result.fields ?? []).flatMap(({ path: [field, position = '', ...rest], message }) => {
    const document = field === 'documents' ? documents[Number(position)] : undefined
    if (document === undefined) return []
    // The line is that of what was sent.
    const text = message.replace(/^line \d+: /, '')
    return { file: document.file, line: document.lineOf(partOf(rest)), message: about(rest, text) }
  })
  throw problems.length > 0 ? problemsFound(problems) : new RunFailed(result.code, result.message)
}

function partOf(path: readonly string[]): (string | number)[] {
  return path.map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}
