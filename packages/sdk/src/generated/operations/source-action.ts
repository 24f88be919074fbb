// Generated from operations/source-action.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type SourceActionQueryVariables = {
  id: string;
};

export type SourceActionQuery = { readonly sourceAction: { readonly id: string, readonly action: Open<Types.SourceActionName>, readonly status: Open<Types.SourceActionStatus>, readonly attempts: number, readonly errorCode: string | null, readonly errorMessage: string | null, readonly externalId: string | null, readonly url: string | null } | null };

export type SourceActionFieldsFragment = { readonly id: string, readonly action: Open<Types.SourceActionName>, readonly status: Open<Types.SourceActionStatus>, readonly attempts: number, readonly errorCode: string | null, readonly errorMessage: string | null, readonly externalId: string | null, readonly url: string | null };

/**
 * How far something is that is to be done in another system.
 */
export const SourceAction: Document<SourceActionQuery, SourceActionQueryVariables> = {
  kind: 'query',
  name: 'SourceAction',
  text: "query SourceAction($id:ID!){sourceAction(id:$id){...SourceActionFields}}fragment SourceActionFields on SourceAction{id action status attempts errorCode errorMessage externalId url}",
};
