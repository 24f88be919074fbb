// Generated from operations/viewer.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type ViewerQueryVariables = { [key: string]: never; };

export type ViewerQuery = { readonly viewer: { readonly actor: string, readonly email: string | null, readonly serviceAccount: string | null, readonly roles: ReadonlyArray<Open<Types.Role>>, readonly limits: { readonly aliases: number, readonly depth: number, readonly directives: number, readonly pageSize: number, readonly tokens: number } } };

/**
 * The actor of the token. Left out is its person, which a CONNECTOR may not read.
 */
export const Viewer: Document<ViewerQuery, ViewerQueryVariables> = {
  kind: 'query',
  name: 'Viewer',
  text: "query Viewer{viewer{actor email serviceAccount roles limits{aliases depth directives pageSize tokens}}}",
};
