// Generated from Query.objective by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type ObjectiveQueryVariables = {
  by: Types.NodeRef;
};

export type ObjectiveQuery = { readonly objective: { readonly benefit: string, readonly createdAt: string, readonly description: string, readonly endsOn: string | null, readonly id: string, readonly labels: unknown, readonly name: string, readonly removedAtSource: string | null, readonly startsOn: string | null, readonly status: Open<Types.ObjectiveStatus>, readonly title: string, readonly updatedAt: string, readonly version: number, readonly weight: number, readonly owner: { readonly id: string, readonly name: string } | null, readonly parent: { readonly id: string, readonly name: string, readonly title: string } | null, readonly progress: { readonly value: number | null }, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly confirmedAt: string | null, readonly externalId: string | null, readonly isEffective: boolean, readonly precedence: number, readonly rule: string, readonly setAt: string, readonly source: string | null, readonly stale: boolean, readonly value: unknown }> } | null };

/**
 * One Objective by its ID or external reference; null where there is none.
 */
export const Objective: Document<ObjectiveQuery, ObjectiveQueryVariables> = {
  kind: 'query',
  name: 'Objective',
  text: "query Objective($by:NodeRef!){objective(by:$by){benefit createdAt description endsOn id labels name owner{id name}parent{id name title}progress{value}provenance{attribute confirmedAt externalId isEffective precedence rule setAt source stale value}removedAtSource startsOn status title updatedAt version weight}}",
};
