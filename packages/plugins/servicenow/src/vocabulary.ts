import type {
  ChangeOutcome,
  ChangeState,
  ChangeType,
  RelationKind,
  TicketKind,
  TicketState,
} from '@throughline/plugin-kit'

export const KIND_OF_TABLE: Readonly<Record<string, TicketKind>> = {
  incident: 'INCIDENT',
  problem: 'PROBLEM',
  sc_request: 'SERVICE_REQUEST',
  sc_req_item: 'SERVICE_REQUEST',
}

/** States of every table that is built on task, unless it has states of its own. */
export const TASK_STATES: Readonly<Record<string, TicketState>> = {
  '-5': 'ON_HOLD',
  '1': 'OPEN',
  '2': 'IN_PROGRESS',
  '3': 'CLOSED',
  '4': 'CLOSED',
  '7': 'CANCELLED',
}

export const STATES_OF_TABLE: Readonly<Record<string, Readonly<Record<string, TicketState>>>> = {
  incident: {
    '1': 'OPEN',
    '2': 'IN_PROGRESS',
    '3': 'ON_HOLD',
    '6': 'RESOLVED',
    '7': 'CLOSED',
    '8': 'CANCELLED',
  },
  problem: {
    '101': 'OPEN',
    '102': 'IN_PROGRESS',
    '103': 'IN_PROGRESS',
    '104': 'IN_PROGRESS',
    '106': 'RESOLVED',
    '107': 'CLOSED',
    // Of instances without the newer states of problems.
    '1': 'OPEN',
    '2': 'IN_PROGRESS',
    '3': 'ON_HOLD',
    '4': 'CLOSED',
  },
}

/** The state model of Change Management, and after it what is left of the states before it. */
export const CHANGE_STATES_OF: Readonly<Record<string, ChangeState>> = {
  '-5': 'DRAFT',
  '-4': 'ASSESSING',
  '-3': 'AWAITING_APPROVAL',
  '-2': 'SCHEDULED',
  '-1': 'IMPLEMENTING',
  '0': 'REVIEW',
  '3': 'CLOSED',
  '4': 'CANCELLED',
  '1': 'DRAFT',
  '2': 'IMPLEMENTING',
  '7': 'CANCELLED',
}

export const CHANGE_TYPES_OF: Readonly<Record<string, ChangeType>> = {
  standard: 'STANDARD',
  normal: 'NORMAL',
  emergency: 'EMERGENCY',
}

export const OUTCOMES_OF: Readonly<Record<string, ChangeOutcome>> = {
  successful: 'SUCCESSFUL',
  successful_issues: 'SUCCESSFUL_WITH_ISSUES',
  'successful with issues': 'SUCCESSFUL_WITH_ISSUES',
  unsuccessful: 'FAILED',
  backed_out: 'ROLLED_BACK',
  'backed out': 'ROLLED_BACK',
  rolled_back: 'ROLLED_BACK',
  'rolled back': 'ROLLED_BACK',
}

/** What a type of relation means: from parent to child, or reversed. */
export interface RelationMeaning {
  readonly kind: RelationKind
  readonly reversed: boolean
}

/** A name reads as the parent says it, and as the child does: `parent runs on child :: child runs parent`. */
export const RELATIONS_OF: Readonly<Record<string, RelationMeaning>> = {
  'runs on::runs': forwards('RUNS_ON'),
  'hosted on::hosts': forwards('RUNS_ON'),
  'virtualized by::virtualizes': forwards('RUNS_ON'),
  'depends on::used by': forwards('DEPENDS_ON'),
  'uses::used by': forwards('DEPENDS_ON'),
  'consumes::consumed by': forwards('DEPENDS_ON'),
  'provided by::provides': forwards('DEPENDS_ON'),
  'receives data from::sends data to': forwards('DEPENDS_ON'),
  'powered by::powers': forwards('DEPENDS_ON'),
  'powers::powered by': backwards('DEPENDS_ON'),
  'contains::contained by': forwards('CONTAINS'),
  'owns::owned by': forwards('CONTAINS'),
  'members::member of': forwards('CONTAINS'),
  'connects to::connected by': forwards('CONNECTS_TO'),
  'exchanges data with::exchanges data with': forwards('CONNECTS_TO'),
  'sends data to::receives data from': forwards('CONNECTS_TO'),
  'applicative flow to::applicative flow from': forwards('CONNECTS_TO'),
  'provides storage for::stored on': backwards('MOUNTS'),
  'stored on::provides storage for': forwards('MOUNTS'),
}

function forwards(kind: RelationKind): RelationMeaning {
  return { kind, reversed: false }
}

function backwards(kind: RelationKind): RelationMeaning {
  return { kind, reversed: true }
}

/** What a choice means, by its value or its label: as it is configured, else as it is known. */
export function meaningOf<Meaning>(
  choice: { readonly value: string | null; readonly label: string | null },
  configured: Readonly<Record<string, Meaning>>,
  known: Readonly<Record<string, Meaning>>,
): Meaning | undefined {
  for (const meanings of [configured, known]) {
    for (const word of [choice.value, choice.label]) {
      const found =
        word === null ? undefined : Object.entries(meanings).find(([name]) => folded(name) === folded(word))
      if (found !== undefined) return found[1]
    }
  }
  return undefined
}

function folded(word: string): string {
  return word.trim().toLowerCase()
}
