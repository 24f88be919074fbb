// Generated from Mutation.unlinkChangeWindow by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UnlinkChangeWindowMutationVariables = {
  dryRun?: boolean;
  input: Types.UnlinkChangeWindowInput;
};

export type UnlinkChangeWindowMutation = { readonly unlinkChangeWindow:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UnlinkChangeWindowPayload', readonly changeWindow: { readonly createdAt: string, readonly description: string, readonly everything: boolean, readonly except: ReadonlyArray<string>, readonly id: string, readonly kind: Open<Types.ChangeWindowKind>, readonly labels: unknown, readonly minutes: number, readonly name: string, readonly recurrence: string | null, readonly startTime: string, readonly timeZone: string, readonly updatedAt: string, readonly version: number } | null }
   };

/**
 * Says that a change window does not hold for some services and assets after all.
 */
export const UnlinkChangeWindow: Document<Payloads<UnlinkChangeWindowMutation>, UnlinkChangeWindowMutationVariables> = {
  kind: 'mutation',
  name: 'UnlinkChangeWindow',
  text: "mutation UnlinkChangeWindow($dryRun:Boolean!=false$input:UnlinkChangeWindowInput!){unlinkChangeWindow(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UnlinkChangeWindowPayload{changeWindow{createdAt description everything except id kind labels minutes name recurrence startTime timeZone updatedAt version}}}}",
};
