// Generated from Query.duplicateTask by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type DuplicateTaskQueryVariables = {
  id: string;
};

export type DuplicateTaskQuery = { readonly duplicateTask: { readonly createdAt: string, readonly decidedAt: string | null, readonly decidedBy: string | null, readonly id: string, readonly reason: string | null, readonly status: Open<Types.DuplicateTaskStatus>, readonly updatedAt: string, readonly version: number, readonly contradictions: ReadonlyArray<{ readonly environment: string | null, readonly kind: string, readonly value: string }>, readonly identifiers: ReadonlyArray<{ readonly environment: string | null, readonly kind: string, readonly value: string }> } | null };

/**
 * One DuplicateTask by its id; null where there is none.
 */
export const DuplicateTask: Document<DuplicateTaskQuery, DuplicateTaskQueryVariables> = {
  kind: 'query',
  name: 'DuplicateTask',
  text: "query DuplicateTask($id:ID!){duplicateTask(id:$id){contradictions{environment kind value}createdAt decidedAt decidedBy id identifiers{environment kind value}reason status updatedAt version}}",
};
