// Generated from Query.mappingProgress by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';

export type MappingProgressQueryVariables = { [key: string]: never; };

export type MappingProgressQuery = { readonly mappingProgress: { readonly evaluated: number, readonly finishedAt: string | null, readonly running: boolean, readonly startedAt: string | null, readonly total: number, readonly waiting: number } };

/**
 * How far maintenance has applied changed mapping rules to all assets.
 */
export const MappingProgress: Document<MappingProgressQuery, MappingProgressQueryVariables> = {
  kind: 'query',
  name: 'MappingProgress',
  text: "query MappingProgress{mappingProgress{evaluated finishedAt running startedAt total waiting}}",
};
