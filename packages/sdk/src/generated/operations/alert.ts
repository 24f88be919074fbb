// Generated from Query.alert by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type AlertQueryVariables = {
  by: Types.NodeRef;
};

export type AlertQuery = { readonly alert: { readonly createdAt: string, readonly description: string, readonly endsAt: string | null, readonly fingerprint: string, readonly id: string, readonly labels: unknown, readonly name: string, readonly severity: Open<Types.AlertSeverity>, readonly sourceSeverity: string | null, readonly startsAt: string, readonly status: Open<Types.AlertStatus>, readonly title: string, readonly updatedAt: string, readonly version: number, readonly slo: { readonly id: string, readonly name: string } | null, readonly source: { readonly id: string, readonly name: string } | null } | null };

/**
 * One Alert by its ID or external reference; null where there is none.
 */
export const Alert: Document<AlertQuery, AlertQueryVariables> = {
  kind: 'query',
  name: 'Alert',
  text: "query Alert($by:NodeRef!){alert(by:$by){createdAt description endsAt fingerprint id labels name severity slo{id name}source{id name}sourceSeverity startsAt status title updatedAt version}}",
};
