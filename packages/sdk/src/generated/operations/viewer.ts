// Generated from Query.viewer by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type ViewerQueryVariables = { [key: string]: never; };

export type ViewerQuery = { readonly viewer: { readonly actor: string, readonly email: string | null, readonly roles: ReadonlyArray<Open<Types.Role>>, readonly serviceAccount: string | null, readonly limits: { readonly aliases: number, readonly depth: number, readonly directives: number, readonly pageSize: number, readonly tokens: number }, readonly person: { readonly active: boolean, readonly createdAt: string, readonly email: string | null, readonly id: string, readonly labels: unknown, readonly name: string, readonly updatedAt: string, readonly version: number } | null } };

/**
 * The actor whose token came with the request, with its roles and limits.
 */
export const Viewer: Document<ViewerQuery, ViewerQueryVariables> = {
  kind: 'query',
  name: 'Viewer',
  text: "query Viewer{viewer{actor email limits{aliases depth directives pageSize tokens}person{active createdAt email id labels name updatedAt version}roles serviceAccount}}",
};
