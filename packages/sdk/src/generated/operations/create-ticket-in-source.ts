// Generated from Mutation.createTicketInSource by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateTicketInSourceMutationVariables = {
  dryRun?: boolean;
  input: Types.CreateTicketInSourceInput;
};

export type CreateTicketInSourceMutation = { readonly createTicketInSource:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateTicketInSourcePayload', readonly action: { readonly action: Open<Types.SourceActionName>, readonly actor: string, readonly attempts: number, readonly createdAt: string, readonly errorCode: string | null, readonly errorMessage: string | null, readonly externalId: string | null, readonly finishedAt: string | null, readonly id: string, readonly input: unknown, readonly retryAt: string | null, readonly status: Open<Types.SourceActionStatus>, readonly updatedAt: string, readonly url: string | null, readonly version: number, readonly source: { readonly id: string, readonly name: string } } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Enqueues the creation of a ticket in the system of a source, with a description of its subject and of the objectives at risk if the subject fails. A worker creates the ticket once.
 */
export const CreateTicketInSource: Document<Payloads<CreateTicketInSourceMutation>, CreateTicketInSourceMutationVariables> = {
  kind: 'mutation',
  name: 'CreateTicketInSource',
  text: "mutation CreateTicketInSource($dryRun:Boolean!=false$input:CreateTicketInSourceInput!){createTicketInSource(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateTicketInSourcePayload{action{action actor attempts createdAt errorCode errorMessage externalId finishedAt id input retryAt source{id name}status updatedAt url version}}}}",
};
