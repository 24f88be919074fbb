// Generated from Query.process by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';
import type * as Types from '../types.ts';

export type ProcessQueryVariables = {
  by: Types.NodeRef;
};

export type ProcessQuery = { readonly process: { readonly createdAt: string, readonly description: string, readonly id: string, readonly labels: unknown, readonly name: string, readonly removedAtSource: string | null, readonly updatedAt: string, readonly version: number, readonly owner: { readonly id: string, readonly name: string } | null, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly confirmedAt: string | null, readonly externalId: string | null, readonly isEffective: boolean, readonly precedence: number, readonly rule: string, readonly setAt: string, readonly source: string | null, readonly stale: boolean, readonly value: unknown }> } | null };

/**
 * One Process by its ID or external reference; null where there is none.
 */
export const Process: Document<ProcessQuery, ProcessQueryVariables> = {
  kind: 'query',
  name: 'Process',
  text: "query Process($by:NodeRef!){process(by:$by){createdAt description id labels name owner{id name}provenance{attribute confirmedAt externalId isEffective precedence rule setAt source stale value}removedAtSource updatedAt version}}",
};
