// Generated from Mutation.retryDelivery by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type RetryDeliveryMutationVariables = {
  dryRun?: boolean;
  input: Types.RetryDeliveryInput;
};

export type RetryDeliveryMutation = { readonly retryDelivery:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'RetryDeliveryPayload', readonly delivery: { readonly attempts: number, readonly deliveryId: string, readonly error: string | null, readonly id: string, readonly processedAt: string | null, readonly receivedAt: string, readonly retryAt: string | null, readonly status: Open<Types.WebhookDeliveryStatus>, readonly source: { readonly id: string, readonly name: string } } }
   };

/**
 * Sets a failed delivery back to pending.
 */
export const RetryDelivery: Document<Payloads<RetryDeliveryMutation>, RetryDeliveryMutationVariables> = {
  kind: 'mutation',
  name: 'RetryDelivery',
  text: "mutation RetryDelivery($dryRun:Boolean!=false$input:RetryDeliveryInput!){retryDelivery(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on RetryDeliveryPayload{delivery{attempts deliveryId error id processedAt receivedAt retryAt source{id name}status}}}}",
};
