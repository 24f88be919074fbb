import {
  type AssetRecord,
  type EffortRecord,
  type JsonValue,
  type RelationRecord,
  type ResponseRecord,
  relationId,
  type TicketRecord,
  truncate,
} from '@throughline/plugin-kit'
import type { Edge } from './edges.ts'

/** A row of assets as it is listed and stored: the cells that are wanted, by what they mean. */
export interface AssetFacts
  extends Pick<
    AssetRecord,
    'externalId' | 'kind' | 'name' | 'environment' | 'url' | 'owner' | 'cost' | 'availability' | 'services'
  > {
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[]
  readonly labels: Readonly<Record<string, string>>
  readonly attributes: Readonly<Record<string, JsonValue>>
}

/** What a row of assets means. Pure. */
export function mapAsset({ identifiers, labels, attributes, ...facts }: AssetFacts): AssetRecord {
  return {
    type: 'asset',
    ...facts,
    ...(identifiers.length === 0 ? {} : { identifiers: [...identifiers] }),
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  }
}

/** What a relation means. Pure. */
export function mapEdge({ kind, from, to, strength }: Edge): RelationRecord {
  return {
    type: 'relation',
    externalId: relationId(kind, from, to),
    kind,
    from,
    to,
    ...(strength === undefined ? {} : { strength }),
  }
}

/** A row of responses as it is listed and stored: the cells that are wanted; `respondent` is a pseudonym. */
export interface ResponseFacts
  extends Pick<ResponseRecord, 'externalId' | 'survey' | 'submittedAt' | 'respondent' | 'team' | 'comment'> {
  readonly answers: Readonly<Record<string, string | number>>
}

/** What a row of responses means. Pure. */
export function mapResponse({ answers, comment, ...facts }: ResponseFacts): ResponseRecord {
  return {
    type: 'response',
    ...facts,
    answers: Object.fromEntries(
      Object.entries(answers).map(([id, answer]) => [
        id,
        typeof answer === 'string' ? prose(answer) : answer,
      ]),
    ),
    ...(comment === undefined ? {} : { comment: prose(comment) }),
  }
}

/** A row of tickets as it is listed and stored. */
export type TicketFacts = Omit<TicketRecord, 'type'>

/** What a row of tickets means. Pure. */
export function mapTicket({ description, ...facts }: TicketFacts): TicketRecord {
  return {
    type: 'ticket',
    ...facts,
    ...(description === undefined ? {} : { description: prose(description) }),
  }
}

/** A row of bookings as it is listed and stored. */
export type EffortFacts = Omit<EffortRecord, 'type'>

/** What a row of bookings means. Pure. */
export function mapEffort({ comment, ...facts }: EffortFacts): EffortRecord {
  return { type: 'effort', ...facts, ...(comment === undefined ? {} : { comment: prose(comment) }) }
}

function prose(text: string): string {
  return truncate(text, 20_000)
}
