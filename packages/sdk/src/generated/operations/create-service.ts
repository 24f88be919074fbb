// Generated from operations/create-service.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateServiceMutationVariables = {
  input: Types.CreateServiceInput;
};

export type CreateServiceMutation = { readonly createService:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateServicePayload', readonly service: { readonly id: string, readonly version: number, readonly name: string, readonly kind: Open<Types.ServiceKind>, readonly lifecycle: Open<Types.Lifecycle>, readonly owner: { readonly id: string, readonly name: string } | null } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

export type ServiceFieldsFragment = { readonly id: string, readonly version: number, readonly name: string, readonly kind: Open<Types.ServiceKind>, readonly lifecycle: Open<Types.Lifecycle>, readonly owner: { readonly id: string, readonly name: string } | null };

/**
 * Adds a service.
 */
export const CreateService: Document<Payloads<CreateServiceMutation>, CreateServiceMutationVariables> = {
  kind: 'mutation',
  name: 'CreateService',
  text: "mutation CreateService($input:CreateServiceInput!){createService(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateServicePayload{service{...ServiceFields}}}}fragment ServiceFields on Service{id version name kind lifecycle owner{id name}}",
};
