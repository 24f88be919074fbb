// Generated from operations/create-ticket-in-source.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateTicketInSourceMutationVariables = {
  input: Types.CreateTicketInSourceInput;
};

export type CreateTicketInSourceMutation = { readonly createTicketInSource:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateTicketInSourcePayload', readonly action: { readonly id: string, readonly action: Open<Types.SourceActionName>, readonly status: Open<Types.SourceActionStatus>, readonly attempts: number, readonly errorCode: string | null, readonly errorMessage: string | null, readonly externalId: string | null, readonly url: string | null } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

export type SourceActionFieldsFragment = { readonly id: string, readonly action: Open<Types.SourceActionName>, readonly status: Open<Types.SourceActionStatus>, readonly attempts: number, readonly errorCode: string | null, readonly errorMessage: string | null, readonly externalId: string | null, readonly url: string | null };

/**
 * Has a ticket made in the system of a source, with what the graph knows of what it is about.
 */
export const CreateTicketInSource: Document<Payloads<CreateTicketInSourceMutation>, CreateTicketInSourceMutationVariables> = {
  kind: 'mutation',
  name: 'CreateTicketInSource',
  text: "mutation CreateTicketInSource($input:CreateTicketInSourceInput!){createTicketInSource(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateTicketInSourcePayload{action{...SourceActionFields}}}}fragment SourceActionFields on SourceAction{id action status attempts errorCode errorMessage externalId url}",
};
