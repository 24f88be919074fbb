// Generated from operations/source-action.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type SourceActionQueryVariables = {
  id: string;
};

export type SourceActionQuery = { readonly sourceAction: { readonly id: string, readonly version: number, readonly action: Open<Types.SourceActionName>, readonly actor: string, readonly status: Open<Types.SourceActionStatus>, readonly attempts: number, readonly errorCode: string | null, readonly errorMessage: string | null, readonly externalId: string | null, readonly url: string | null, readonly createdAt: string, readonly updatedAt: string, readonly retryAt: string | null, readonly finishedAt: string | null, readonly source: { readonly id: string, readonly name: string } } | null };

/**
 * How far something is that is to be done in another system. Left out is its input, which only an ADMIN may read.
 */
export const SourceAction: Document<SourceActionQuery, SourceActionQueryVariables> = {
  kind: 'query',
  name: 'SourceAction',
  text: "query SourceAction($id:ID!){sourceAction(id:$id){id version action actor status attempts errorCode errorMessage externalId url source{id name}createdAt updatedAt retryAt finishedAt}}",
};
