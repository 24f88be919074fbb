import { TICKET_KINDS, TICKET_STATES, type TicketKind, type TicketState } from '@throughline/plugin-kit'

/** What words mean that many systems use; written in small letters, with blanks between the words. */
type Words<Meaning> = ReadonlyMap<string, Meaning>

export const STATE_WORDS: Words<TicketState> = wordsOf(TICKET_STATES, {
  OPEN: ['new', 'to do', 'todo', 'backlog', 'reopened', 'submitted', 'reported'],
  IN_PROGRESS: ['in work', 'work in progress', 'started', 'active', 'assigned', 'doing', 'in review'],
  ON_HOLD: ['hold', 'pending', 'waiting', 'blocked', 'suspended'],
  RESOLVED: ['done', 'fixed', 'solved', 'completed'],
  CLOSED: ['complete', 'finished'],
  CANCELLED: ['canceled', 'rejected', 'withdrawn', 'declined', "won't do", 'duplicate'],
})

export const KIND_WORDS: Words<TicketKind> = wordsOf(TICKET_KINDS, {
  INCIDENT: ['bug', 'outage', 'fault'],
  SERVICE_REQUEST: ['request', 'service'],
  PROBLEM: [],
  TASK: ['story', 'epic', 'sub task', 'improvement', 'feature'],
})

/** What a word means: as somebody has set it, else as it is commonly meant; undefined when nobody knows. */
export function wordOf<Meaning>(
  cell: string,
  set: Readonly<Record<string, Meaning>>,
  common: Words<Meaning>,
): Meaning | undefined {
  return Object.hasOwn(set, cell) ? set[cell] : common.get(plain(cell))
}

function wordsOf<Meaning extends string>(
  meanings: readonly Meaning[],
  words: Readonly<Record<Meaning, readonly string[]>>,
): Words<Meaning> {
  return new Map(
    meanings.flatMap((meaning) =>
      [meaning, ...words[meaning]].map((word) => [plain(word), meaning] as const),
    ),
  )
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[\s_-]+/g, ' ')
}
