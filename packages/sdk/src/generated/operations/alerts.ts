// Generated from operations/alerts.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type AlertsQueryVariables = {
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: Types.AlertFilter | null | undefined;
  orderBy?: ReadonlyArray<Types.AlertOrder> | null | undefined;
};

export type AlertsQuery = { readonly alerts: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly version: number, readonly fingerprint: string, readonly title: string, readonly severity: Open<Types.AlertSeverity>, readonly state: Open<Types.AlertState>, readonly startsAt: string, readonly endsAt: string | null, readonly source: { readonly id: string, readonly name: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type AlertFieldsFragment = { readonly id: string, readonly version: number, readonly fingerprint: string, readonly title: string, readonly severity: Open<Types.AlertSeverity>, readonly state: Open<Types.AlertState>, readonly startsAt: string, readonly endsAt: string | null, readonly source: { readonly id: string, readonly name: string } };

/**
 * Alerts, page by page, the latest first.
 */
export const Alerts: Document<AlertsQuery, AlertsQueryVariables> = {
  kind: 'query',
  name: 'Alerts',
  text: "query Alerts($first:Int=100$after:String$filter:AlertFilter$orderBy:[AlertOrder!]){alerts(first:$first after:$after filter:$filter orderBy:$orderBy){nodes{...AlertFields}pageInfo{hasNextPage endCursor}}}fragment AlertFields on Alert{id version fingerprint title severity state startsAt endsAt source{id name}}",
};
