// Generated from Mutation.createPerson by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreatePersonMutationVariables = {
  dryRun?: boolean;
  input: Types.CreatePersonInput;
};

export type CreatePersonMutation = { readonly createPerson:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreatePersonPayload', readonly person: { readonly active: boolean, readonly createdAt: string, readonly email: string | null, readonly id: string, readonly labels: unknown, readonly name: string, readonly removedAtSource: string | null, readonly updatedAt: string, readonly version: number, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly confirmedAt: string | null, readonly externalId: string | null, readonly isEffective: boolean, readonly precedence: number, readonly rule: string, readonly setAt: string, readonly source: string | null, readonly stale: boolean, readonly value: unknown }> } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Creates a new Person.
 */
export const CreatePerson: Document<Payloads<CreatePersonMutation>, CreatePersonMutationVariables> = {
  kind: 'mutation',
  name: 'CreatePerson',
  text: "mutation CreatePerson($dryRun:Boolean!=false$input:CreatePersonInput!){createPerson(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreatePersonPayload{person{active createdAt email id labels name provenance{attribute confirmedAt externalId isEffective precedence rule setAt source stale value}removedAtSource updatedAt version}}}}",
};
