import { ContextKey } from '../../graph/context-key.ts'

/** The address under which others reach this server, with its path; undefined if it is not set. */
export const publicAddress = new ContextKey<string | undefined>('public address')

/** Where a link leads, on this server. */
export function answerPath(token: string): string {
  return `/surveys/answer/${token}`
}

/** Where a link leads, for those who are invited; null if the address of this server is not known. */
export function answerUrl(base: string | undefined, token: string): string | null {
  return base === undefined ? null : `${base.replace(/\/+$/, '')}${answerPath(token)}`
}

/** A link beside what the caller knows its recipient by. */
export interface HandedOut {
  readonly label: string | null
  readonly team: string | null
  readonly path: string
  readonly url: string | null
}

/** Links as a table for programs that send mail: label, team, link. RFC 4180. */
export function linksAsCsv(links: readonly HandedOut[]): string {
  const rows = links.map(({ label, team, path, url }) => [label ?? '', team ?? '', url ?? path])
  return [['label', 'team', 'link'], ...rows].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
