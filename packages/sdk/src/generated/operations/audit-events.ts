// Generated from Query.auditEvents by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';
import type * as Types from '../types.ts';

export type AuditEventsQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.AuditEventFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.AuditEventOrder> | null | undefined;
};

export type AuditEventsQuery = { readonly auditEvents: { readonly nodes: ReadonlyArray<{ readonly action: string, readonly actor: string, readonly after: unknown, readonly at: string, readonly before: unknown, readonly entityId: string, readonly entityType: string, readonly id: string, readonly principalId: string | null, readonly reason: string | null, readonly requestId: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * The audit trail, latest first. Events older than the retention period are removed.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const AuditEvents: Document<AuditEventsQuery, AuditEventsQueryVariables> = {
  kind: 'query',
  name: 'AuditEvents',
  text: "query AuditEvents($after:String$before:String$filter:AuditEventFilter$first:Int=100$last:Int$orderBy:[AuditEventOrder!]){auditEvents(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{action actor after at before entityId entityType id principalId reason requestId}pageInfo{hasNextPage endCursor}}}",
};
