// Generated from Query.viewer by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type ViewerQueryVariables = { [key: string]: never; };

export type ViewerQuery = { readonly viewer: { readonly actor: string, readonly roles: ReadonlyArray<Open<Types.Role>>, readonly limits: { readonly aliases: number, readonly depth: number, readonly directives: number, readonly pageSize: number, readonly tokens: number } } };

/**
 * The actor whose token came with the request, with its roles and limits.
 */
export const Viewer: Document<ViewerQuery, ViewerQueryVariables> = {
  kind: 'query',
  name: 'Viewer',
  text: "query Viewer{viewer{actor limits{aliases depth directives pageSize tokens}roles}}",
};
