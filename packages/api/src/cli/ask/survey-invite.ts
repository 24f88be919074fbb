import { type FileHandle, open, rm } from 'node:fs/promises'
import type { GraphQLClient } from '../client/graphql-client.ts'
import { CommandError, EXIT, RunFailed, UsageError } from '../exit.ts'
import { findNode, ID } from './find-node.ts'
import type { Reply } from './reply.ts'
import type { WantedRecipient } from './survey-recipients.ts'

const PAYLOAD = `campaign { id language opensAt closesAt invited survey { id title } }
      links { label team path url }
      csv`
const REFUSAL = `... on Error { code message }
    ... on InvalidInputError { fields { path message } }`

export const CREATE = `mutation CreateCampaign($input: CreateCampaignInput!) {
  made: createCampaign(input: $input) {
    __typename
    ... on CreateCampaignPayload {
      ${PAYLOAD}
    }
    ${REFUSAL}
  }
}`

export const ADD = `mutation AddCampaignLinks($input: AddCampaignLinksInput!) {
  made: addCampaignLinks(input: $input) {
    __typename
    ... on AddCampaignLinksPayload {
      ${PAYLOAD}
    }
    ${REFUSAL}
  }
}`

export interface InviteOptions {
  /** ID of a campaign that gets more links; without it a campaign is made. */
  readonly campaign?: string
  readonly language: string
  readonly opensAt?: string
  readonly closesAt?: string
  /** A file that is not there yet. */
  readonly out?: string
}

interface Made {
  readonly campaign: { readonly id: string; readonly invited: number }
  readonly links: readonly { readonly url: string | null }[]
  readonly csv: string
}

interface Refused {
  readonly code: string
  readonly message: string
  readonly fields?: readonly { readonly path: readonly string[]; readonly message: string }[]
}

/** Links that one mutation makes at most. */
const AT_ONCE = 1_000

/**
 * Makes the links of all recipients. They cannot be had again: if making them fails on the way, those that were made are
 * written with what went wrong.
 * @throws CommandError if there is none yet
 */
export async function invite(
  client: GraphQLClient,
  survey: string | undefined,
  wanted: readonly WantedRecipient[],
  { out, ...options }: InviteOptions,
): Promise<Reply> {
  const recipients = await withTeams(client, wanted)
  const first =
    survey === undefined
      ? { campaignId: options.campaign }
      : {
          survey: { id: await idOf(client, survey, 'survey') },
          language: options.language,
          opensAt: options.opensAt,
          closesAt: options.closesAt,
        }
  // Before there are links: a file that cannot be written would lose them.
  const file = out === undefined ? undefined : await newFile(out)
  const parts: Made[] = []
  let problem: string | null = null
  try {
    for (let from = 0; from < recipients.length; from += AT_ONCE) {
      const part = recipients.slice(from, from + AT_ONCE)
      const [before] = parts
      const input = before === undefined ? first : { campaignId: before.campaign.id }
      const isNew = 'survey' in input
      const { made } = await client.ask<{ made: Made | Refused }>(isNew ? CREATE : ADD, {
        input: { ...input, recipients: part },
      })
      if (!('links' in made)) throw refusalOf(made, wanted.slice(from))
      parts.push(made)
      await file?.appendFile(withoutHeader(made.csv, from > 0))
    }
  } catch (error) {
    if (parts.length === 0) {
      await file?.close()
      if (out !== undefined) await rm(out, { force: true })
      throw error
    }
    problem = error instanceof Error ? error.message : String(error)
  }
  await file?.close()
  return replyOf(parts, { out, problem, wanted: recipients.length })
}

function replyOf(
  parts: readonly Made[],
  { out, problem, wanted }: { out: string | undefined; problem: string | null; wanted: number },
): Reply {
  const campaign = parts.at(-1)?.campaign
  const links = parts.flatMap((part) => part.links)
  const csv = parts.map((part, index) => withoutHeader(part.csv, index > 0)).join('')
  const notes = [
    `${links.length} links of the campaign ${campaign?.id}${out === undefined ? '' : ` are in ${out}`}. They cannot be read again.`,
    ...(links.some(({ url }) => url === null)
      ? ['The server does not know its public address (THROUGHLINE_PUBLIC_URL): the links are paths on it.']
      : []),
    ...(problem === null
      ? []
      : [
          `${problem}\n${wanted - links.length} links are missing; make them with --campaign ${campaign?.id} and the rows that follow.`,
        ]),
  ]
  return {
    data: { campaign, links, ...(problem === null ? {} : { problem }) },
    text: () => (out === undefined ? csv.replace(/\n$/, '') : ''),
    note: notes.join('\n'),
    ...(problem === null ? {} : { exit: EXIT.failed }),
  }
}

/** An ID as it is: to look for a name takes a role that may read, which a CONNECTOR is not. */
async function idOf(client: GraphQLClient, text: string, type: 'survey' | 'team'): Promise<string> {
  return ID.test(text) ? text : (await findNode(client, text, [type])).id
}

function withoutHeader(csv: string, isMore: boolean): string {
  return isMore ? csv.slice(csv.indexOf('\n') + 1) : csv
}

/** The recipients as the API takes them. Each team is looked up once. */
async function withTeams(client: GraphQLClient, wanted: readonly WantedRecipient[]) {
  const ids = new Map<string, string>()
  for (const { team, place } of wanted) {
    if (team === undefined || ids.has(team)) continue
    try {
      ids.set(team, await idOf(client, team, 'team'))
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      const { code, message, exit, details, more } = error
      throw new CommandError(code, `${place}: ${message}`, exit, { details, more })
    }
  }
  return wanted.map(({ team, label, panel }) => ({
    ...(team === undefined ? {} : { team: { id: ids.get(team) } }),
    ...(label === undefined ? {} : { label }),
    ...(panel === undefined ? {} : { panel }),
  }))
}

/** What was refused, with the rows in place of their numbers. */
function refusalOf({ code, message, fields = [] }: Refused, part: readonly WantedRecipient[]): CommandError {
  const lines = fields.flatMap(({ path: [field, index = '', name], message: text }) => {
    const place = field === 'recipients' ? part[Number(index)]?.place : undefined
    return place === undefined || index === '' ? [] : [`${place}: ${name ?? ''} ${text}`]
  })
  if (lines.length > 0) return new UsageError(lines.join('\n'))
  if (code === 'NOT_FOUND') return new CommandError(code, message, EXIT.notFound)
  return code === 'INVALID_INPUT' ? new UsageError(message) : new RunFailed(code, message)
}

async function newFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600)
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    const reason = error instanceof Error ? error.message : String(error)
    throw new CommandError(
      'NOT_WRITTEN',
      isThere
        ? `--out ${path} is there already; links in it could not be had again. Name another file.`
        : `--out ${path} cannot be written: ${reason}`,
      EXIT.failed,
    )
  }
}
