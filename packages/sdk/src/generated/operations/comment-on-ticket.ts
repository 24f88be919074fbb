// Generated from operations/comment-on-ticket.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CommentOnTicketMutationVariables = {
  input: Types.CommentOnTicketInput;
};

export type CommentOnTicketMutation = { readonly commentOnTicket:
    | { readonly __typename: 'CommentOnTicketPayload', readonly action: { readonly id: string, readonly action: Open<Types.SourceActionName>, readonly status: Open<Types.SourceActionStatus>, readonly attempts: number, readonly errorCode: string | null, readonly errorMessage: string | null, readonly externalId: string | null, readonly url: string | null } }
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

export type SourceActionFieldsFragment = { readonly id: string, readonly action: Open<Types.SourceActionName>, readonly status: Open<Types.SourceActionStatus>, readonly attempts: number, readonly errorCode: string | null, readonly errorMessage: string | null, readonly externalId: string | null, readonly url: string | null };

/**
 * Has a comment made on a ticket in the system that it came from.
 */
export const CommentOnTicket: Document<Payloads<CommentOnTicketMutation>, CommentOnTicketMutationVariables> = {
  kind: 'mutation',
  name: 'CommentOnTicket',
  text: "mutation CommentOnTicket($input:CommentOnTicketInput!){commentOnTicket(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CommentOnTicketPayload{action{...SourceActionFields}}}}fragment SourceActionFields on SourceAction{id action status attempts errorCode errorMessage externalId url}",
};
