// Generated from Mutation.commentOnTicket by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CommentOnTicketMutationVariables = {
  dryRun?: boolean;
  input: Types.CommentOnTicketInput;
};

export type CommentOnTicketMutation = { readonly commentOnTicket:
    | { readonly __typename: 'CommentOnTicketPayload', readonly action: { readonly action: Open<Types.SourceActionName>, readonly actor: string, readonly attempts: number, readonly createdAt: string, readonly errorCode: string | null, readonly errorMessage: string | null, readonly externalId: string | null, readonly finishedAt: string | null, readonly id: string, readonly input: unknown, readonly retryAt: string | null, readonly status: Open<Types.SourceActionStatus>, readonly updatedAt: string, readonly url: string | null, readonly version: number, readonly source: { readonly id: string, readonly name: string } } }
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Enqueues a comment on a ticket in the system that the ticket came from. A worker creates the comment once.
 */
export const CommentOnTicket: Document<Payloads<CommentOnTicketMutation>, CommentOnTicketMutationVariables> = {
  kind: 'mutation',
  name: 'CommentOnTicket',
  text: "mutation CommentOnTicket($dryRun:Boolean!=false$input:CommentOnTicketInput!){commentOnTicket(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CommentOnTicketPayload{action{action actor attempts createdAt errorCode errorMessage externalId finishedAt id input retryAt source{id name}status updatedAt url version}}}}",
};
