export { apiConformance } from './conformance/api-conformance.ts'
export type { ActionFixture, ApiFixtures, DeliveryFixture, FakeSystem } from './conformance/api-fixtures.ts'
export { conformance } from './conformance/conformance.ts'
export type {
  BrokenFixture,
  ConformanceFixtures,
  FlawedFixture,
  ListingFixture,
  NamedCheck,
  RemovalFixture,
} from './conformance/fixtures.ts'
export { memoryFiles } from './conformance/fixtures.ts'
export type { ContextOptions, StreamListing } from './conformance/listing.ts'
export { listOnce, testContext } from './conformance/listing.ts'
export type {
  Upstream,
  UpstreamAnswer,
  UpstreamFault,
  UpstreamHandler,
  UpstreamRequest,
} from './conformance/upstream.ts'
export { startUpstream } from './conformance/upstream.ts'
