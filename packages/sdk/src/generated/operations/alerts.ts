// Generated from Query.alerts by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type AlertsQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.AlertFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.AlertOrder> | null | undefined;
};

export type AlertsQuery = { readonly alerts: { readonly nodes: ReadonlyArray<{ readonly createdAt: string, readonly description: string, readonly endsAt: string | null, readonly fingerprint: string, readonly id: string, readonly labels: unknown, readonly name: string, readonly severity: Open<Types.AlertSeverity>, readonly sourceSeverity: string | null, readonly startsAt: string, readonly status: Open<Types.AlertStatus>, readonly title: string, readonly updatedAt: string, readonly version: number, readonly slo: { readonly id: string, readonly name: string } | null, readonly source: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * All alerts, those that go on and those that have ended, the latest first.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const Alerts: Document<AlertsQuery, AlertsQueryVariables> = {
  kind: 'query',
  name: 'Alerts',
  text: "query Alerts($after:String$before:String$filter:AlertFilter$first:Int=100$last:Int$orderBy:[AlertOrder!]){alerts(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{createdAt description endsAt fingerprint id labels name severity slo{id name}source{id name}sourceSeverity startsAt status title updatedAt version}pageInfo{hasNextPage endCursor}}}",
};
