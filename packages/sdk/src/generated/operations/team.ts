// Generated from Query.team by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type TeamQueryVariables = {
  by: Types.NodeRef;
};

export type TeamQuery = { readonly team: { readonly contact: string | null, readonly costCentre: string | null, readonly createdAt: string, readonly id: string, readonly kind: Open<Types.TeamKind>, readonly labels: unknown, readonly name: string, readonly removedAtSource: string | null, readonly updatedAt: string, readonly version: number, readonly parent: { readonly id: string, readonly name: string } | null, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly confirmedAt: string | null, readonly externalId: string | null, readonly isEffective: boolean, readonly precedence: number, readonly rule: string, readonly setAt: string, readonly source: string | null, readonly stale: boolean, readonly value: unknown }> } | null };

/**
 * One Team by its ID or external reference; null where there is none.
 */
export const Team: Document<TeamQuery, TeamQueryVariables> = {
  kind: 'query',
  name: 'Team',
  text: "query Team($by:NodeRef!){team(by:$by){contact costCentre createdAt id kind labels name parent{id name}provenance{attribute confirmedAt externalId isEffective precedence rule setAt source stale value}removedAtSource updatedAt version}}",
};
