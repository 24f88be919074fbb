// Generated from operations/services.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type ServicesQueryVariables = {
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: Types.ServiceFilter | null | undefined;
  orderBy?: ReadonlyArray<Types.ServiceOrder> | null | undefined;
};

export type ServicesQuery = { readonly services: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly version: number, readonly name: string, readonly kind: Open<Types.ServiceKind>, readonly lifecycle: Open<Types.Lifecycle>, readonly owner: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ServiceFieldsFragment = { readonly id: string, readonly version: number, readonly name: string, readonly kind: Open<Types.ServiceKind>, readonly lifecycle: Open<Types.Lifecycle>, readonly owner: { readonly id: string, readonly name: string } | null };

/**
 * Services, page by page.
 */
export const Services: Document<ServicesQuery, ServicesQueryVariables> = {
  kind: 'query',
  name: 'Services',
  text: "query Services($first:Int=100$after:String$filter:ServiceFilter$orderBy:[ServiceOrder!]){services(first:$first after:$after filter:$filter orderBy:$orderBy){nodes{...ServiceFields}pageInfo{hasNextPage endCursor}}}fragment ServiceFields on Service{id version name kind lifecycle owner{id name}}",
};
